"""One chapter, picture, page or format that fails leaves the rest of the report."""

import errno
from dataclasses import replace

import pytest
from report.test_report import a_run

from cpsurvey import parallel
from cpsurvey.report import canvas, manager
from cpsurvey.report.chapter import Chapter
from cpsurvey.report.render import renderers
from cpsurvey.report.write import write_report

SECRET = "never at work"


def failing(*_args, **_kwargs):
    raise KeyError(SECRET)


def change(monkeypatch, registry, name, new):
    registry.names()
    monkeypatch.setitem(registry._plugins, name, new)


def write(folder, formats=("md",), languages=("en", "fr")):
    faults = []
    write_report(a_run(), folder, formats=formats, languages=languages, on_fault=faults.append)
    return faults


@pytest.fixture(params=[1, 2], ids=["alone", "side by side"])
def cores(request, monkeypatch):
    monkeypatch.setattr(parallel, "cores", lambda: request.param)
    monkeypatch.setattr(parallel, "may_fork", lambda: request.param > 1)


@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize("part", ["write", "short"])
def test_a_chapter_that_fails_is_one_block(tmp_path, monkeypatch, part):
    write(tmp_path)
    whole = (tmp_path / "supplement.md").read_text("utf-8")
    good = getattr(Chapter, part)

    def broken(chapter, *args):
        return (failing if chapter.name == "reliability" else good)(chapter, *args)

    monkeypatch.setattr(Chapter, part, broken)
    faults = write(tmp_path)
    assert {fault.error for fault in faults} == {"KeyError"}
    assert len({fault.part for fault in faults}) == (1 if part == "write" else 2)
    text = (tmp_path / "supplement.md").read_text("utf-8")
    assert "NOT WRITTEN" in text
    assert "CPS990" in text
    assert SECRET not in text + repr(faults)
    headings = [line for line in whole.splitlines() if line.startswith("## ")]
    assert [line for line in text.splitlines() if line.startswith("## ")] == headings
    assert "NON ÉCRIT" in (tmp_path / "supplement.fr.md").read_text("utf-8")


def test_a_chapter_with_several_results_loses_only_one(tmp_path, monkeypatch):
    good = Chapter.write
    calls = []

    def once(chapter, results, *rest):
        if chapter.name == "respondents":
            calls.append(len(results))
            if len(calls) == 1:
                raise ValueError(SECRET)
        return good(chapter, results, *rest)

    monkeypatch.setattr(Chapter, "write", once)
    run = a_run()
    twice = [r for r in run.results if r.kind == "respondents"]
    more = replace(run, results=(*run.results, *(replace(r, id="other") for r in twice)))
    faults = []
    write_report(more, tmp_path, formats=("md",), languages=("en",), on_fault=faults.append)
    assert set(calls) == {1}
    assert len(faults) == 1
    text = (tmp_path / "supplement.md").read_text("utf-8")
    assert "NOT WRITTEN" in text
    assert "Table S" in text.split("NOT WRITTEN")[1]


@pytest.mark.parametrize(("name", "form"), [("html", "svg"), ("docx", "png")])
def test_a_picture_that_fails_is_only_missed(tmp_path, monkeypatch, name, form):
    monkeypatch.setattr(canvas._Drawing, form, failing)
    faults = write(tmp_path, (name,), ("en",))
    assert {fault.part for fault in faults} == {"figure"}
    assert (tmp_path / f"report.{name}").stat().st_size > 1000
    if name == "html":
        assert "could not be drawn" in (tmp_path / "supplement.html").read_text("utf-8")


@pytest.mark.usefixtures("cores")
def test_a_format_that_fails_leaves_none_of_its_files(tmp_path, monkeypatch):
    def half(document, folder, suffix):
        (folder / f"report{suffix}.html").write_text("half")
        raise ValueError(SECRET)

    change(monkeypatch, renderers, "html", replace(renderers.get("html"), write=half))
    faults = write(tmp_path, ("html", "md", "csv"))
    assert {"supplement.fr.html", "supplement.html"} < {fault.name for fault in faults}
    names = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert {"supplement.md", "supplement.fr.md"} < names
    assert not any(name.endswith("html") for name in names)
    assert not any(path.name.startswith(".") for path in tmp_path.rglob("*"))


def test_a_full_disk_ends_the_report(tmp_path, monkeypatch):
    def full(document, folder, suffix):
        raise OSError(errno.ENOSPC, "No space left on device")

    change(monkeypatch, renderers, "md", replace(renderers.get("md"), write=full))
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, ("md",), ("en",))


def test_a_page_for_managers_that_fails_leaves_the_report(tmp_path, monkeypatch):
    monkeypatch.setattr(manager, "build", failing)
    run = a_run()
    named = {"documents": ["supplement", "manager"]}
    study = {**run.study, "report": {**run.study["report"], **named}}
    faults = []
    write_report(
        replace(run, study=study),
        tmp_path,
        formats=("html",),
        languages=("en",),
        on_fault=faults.append,
    )
    assert [fault.part for fault in faults] == ["document"]
    assert (tmp_path / "supplement.html").is_file()


def test_formats_and_languages_named_twice_are_written_once(tmp_path):
    assert write(tmp_path, ("md", "md"), ("en", "en")) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "article.md",
        "report.md",
        "supplement.md",
    ]


def test_no_format_at_all(tmp_path):
    assert write(tmp_path, (), ("en",)) == []
    assert list(tmp_path.iterdir()) == []
