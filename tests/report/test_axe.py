"""Pages that people read with other means than eyes: axe-core finds nothing wrong."""

import pytest
from golden import book
from report import axe

from cpsurvey.report.write import write_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(axe.browser() is None, reason="no Chromium here"),
    pytest.mark.skipif(axe.script() is None, reason="no axe-core here (npm i axe-core)"),
]
DOCUMENTS = ("article", "supplement", "manager", "dossier")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    write_report(
        book.stored()["few"],
        folder,
        formats=("html",),
        languages=book.LANGUAGES,
        documents=DOCUMENTS,
    )
    return folder


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["", ".fr"], ids=["en", "fr"])
@pytest.mark.parametrize("name", [*DOCUMENTS, "report"])
def test_axe_finds_nothing_wrong(written, tmp_path, name, language, dark):
    page = written / f"{name}{language}.html"
    assert axe.violations(page, tmp_path, dark=dark) == []


def test_axe_finds_what_is_wrong(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html><head></head><body><img src='x'></body></html>", encoding="utf-8"
    )
    assert {"image-alt", "html-has-lang"} <= {
        one["id"] for one in axe.violations(page, tmp_path)
    }
