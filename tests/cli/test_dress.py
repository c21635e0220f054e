"""Documents in an organisation's own Word file, under its logo."""

import docx
import pytest
from conftest import answers
from PIL import Image

from cpsurvey.cli import funnel


@pytest.fixture
def study(tiny):
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
    return tiny


def asks(study, text):
    file = study / "study.yaml"
    own = "".join(f"  {one}\n" for one in text)
    said = file.read_text("utf-8").replace("report:\n", f"report:\n{own}", 1)
    file.write_text(said, "utf-8")


def a_firm(file):
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = file.stem
    word.save(str(file))
    return file


def header(study):
    file = next((study / "reports" / "current").glob("supplement*.docx"))
    return docx.Document(str(file)).sections[0].header


def test_a_study_is_dressed_and_dressed_anew(study, tmp_path, capsys):
    a_firm(study / "firm.docx")
    Image.new("RGB", (30, 10)).save(study / "logo.png")
    asks(study, ["template: firm.docx", "logo: logo.png"])
    place = ["--study", str(study), "--quiet"]
    assert funnel.run(["analyze", "-f", "docx", "-f", "html", *place]) == 0
    assert header(study).paragraphs[0].text == "firm"
    page = study / "reports" / "current" / "supplement.html"
    assert "data:image/png;base64," in page.read_text("utf-8")
    other = a_firm(tmp_path / "other.docx")
    assert funnel.run(["report", "--template", str(other), "--format", "docx", *place]) == 0
    assert header(study).paragraphs[0].text == "other"


def test_documents_that_are_asked_for_after_the_analysis_are_written(study):
    place = ["--study", str(study), "--quiet"]
    assert funnel.run(["analyze", "-f", "md", *place]) == 0
    current = study / "reports" / "current"
    assert not (current / "dossier.md").exists()
    asks(study, ["documents: [dossier]"])
    assert funnel.run(["report", "-f", "md", *place]) == 0
    assert (current / "dossier.md").exists()
    assert "dossier.md" in (current / "report.md").read_text("utf-8")
    assert "article.md" not in (current / "report.md").read_text("utf-8")
    assert funnel.run(["analyze", "-f", "md", *place]) == 0
    assert not (current / "article.md").exists()


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("template: none.docx", "CPS520", 66),
        ("template: study.yaml", "CPS521", 65),
        ("logo: study.yaml", "CPS522", 65),
    ],
)
def test_what_cannot_be_worn_is_refused_before_anything_is_fitted(
    study, capsys, text, code, status
):
    asks(study, [text])
    assert funnel.run(["analyze", "--study", str(study)]) == status
    assert code in capsys.readouterr().err
    assert not (study / "reports" / "current").exists()


def test_a_format_without_its_package_is_said_first(study, capsys, monkeypatch):
    from cpsurvey.report import render

    found = render.find_spec
    monkeypatch.setattr(
        render, "find_spec", lambda name: None if name == "typst" else found(name)
    )
    status = funnel.run(["analyze", "--study", str(study), "--format", "pdf"])
    assert status == 2
    assert "pip install 'cpsurvey[pdf]'" in capsys.readouterr().err
