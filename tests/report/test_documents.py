"""Which documents are written in which formats, and in which order they are made."""

from dataclasses import replace

import pytest
from report.test_report import a_run

from cpsurvey.report.render import Renderer, renderers
from cpsurvey.report.write import write_report


@pytest.mark.parametrize("names", [("article", "supplement"), ("supplement", "article")])
def test_the_standards_are_there_in_whatever_order_documents_are_listed(tmp_path, names):
    files = write_report(a_run(), tmp_path, formats=("md",), languages=("en",), documents=names)
    assert [file.stem for file in files] == ["report", *names]
    assert "TJ" in (tmp_path / "supplement.md").read_text(encoding="utf-8")
    page = (tmp_path / "report.md").read_text(encoding="utf-8")
    places = [page.index(f"{name}.md") for name in names]
    assert places == sorted(places)


def test_pdf_is_for_article_and_manager_tex_for_article_and_supplement():
    assert renderers.get("pdf").documents == ("article", "manager")
    assert renderers.get("tex").documents == ("article", "supplement")


@pytest.fixture
def _some(monkeypatch):
    """A format that is for articles where nobody says otherwise."""

    def write(document, folder, suffix):
        file = folder / f"{document.name}{suffix}.some"
        file.write_text(document.title, encoding="utf-8")
        return [file]

    kept = renderers.get
    one = Renderer(write, documents=("article",))
    monkeypatch.setattr(renderers, "get", lambda name: one if name == "some" else kept(name))
    monkeypatch.setattr("cpsurvey.report.render.ready", lambda formats: None)


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    ("formats", "listed", "names"),
    [
        (("md", "some"), None, {"article.some"}),
        (
            ("md", "some"),
            ("article", "supplement"),
            {f"{n}.some" for n in ("article", "supplement", "report")},
        ),
        (("some",), None, {"report.some", "article.some"}),
    ],
)
def test_a_format_is_for_its_documents_unless_they_are_listed(tmp_path, formats, listed, names):
    files = write_report(
        a_run(), tmp_path, formats=formats, languages=("en",), documents=listed
    )
    assert {file.name for file in files if file.suffix == ".some"} == names


def test_a_document_for_which_there_is_nothing_is_said_on_the_first_page(tmp_path):
    run = a_run()
    run = replace(run, results=[one for one in run.results if one.kind != "ipma"])
    for language, said in (("en", "For managers: not written."), ("fr", "pas écrit.")):
        files = write_report(
            run, tmp_path, formats=("md",), languages=(language,), documents=("manager",)
        )
        assert [file.stem for file in files] == ["report"]
        assert said in files[0].read_text(encoding="utf-8")


def test_what_is_not_asked_for_is_not_missed(tmp_path):
    write_report(a_run(), tmp_path, formats=("md",), languages=("en",), documents=("article",))
    assert "not written" not in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_the_question_of_the_study_heads_its_facts(tmp_path):
    run = a_run()
    run.study["question"] = {"en": "Does it go with it?", "fr": "Est-ce associé ?"}
    write_report(run, tmp_path, formats=("md",), languages=("en",), documents=())
    page = (tmp_path / "report.md").read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(page) if "The study" in line)
    assert page[at + 4] == "| Question | Does it go with it? |"
