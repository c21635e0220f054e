"""Texts of users in the files of a report: shown as they are, and nothing runs."""

import csv
import re

import pytest
from report.test_report import a_run

from cpsurvey.report.render.csv import guarded
from cpsurvey.report.render.md import _escape
from cpsurvey.report.write import write_report
from cpsurvey.results import ResultSet

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "  =1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u200b=1+1",
    "-",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_that_would_be_a_formula_is_guarded(text):
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["a", "1", "a = b", "–", "−0.5", "", "« x »", "a-b", "< 10"])
def test_other_cells_are_left_alone(text):
    assert guarded(text) == text


def test_a_formula_behind_another_separator_is_guarded():
    assert guarded("a;=1+1") == "a;'=1+1"
    assert guarded("a\t@x") == "a\t'@x"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x](http://e.example)", r"[x\](http\://e.example)"),
        ("![x](e.png)", r"\![x\](e.png)"),
        ("[x]: e", r"[x\]: e"),
        ("www.e.example", r"www\.e.example"),
        ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)>"),
        ("a@e.example", r"a\@e.example"),
        ("mailto:a", r"mailto\:a"),
        ("a | b", r"a \| b"),
        ("**b** `c` ~~d~~", r"\*\*b\*\* \`c\` \~\~d\~\~"),
        ("# h", r"\# h"),
        ("1. x", r"1\. x"),
        ("- x", r"\- x"),
        ("> x", r"\> x"),
        ("a\n# b", "a # b"),
        ("0.50", "0.50"),
        ("[.10, .20]", "[.10, .20]"),
        ("-0.5", "-0.5"),
    ],
)
def test_markdown_shows_text_as_it_is(text, shown):
    assert _escape(text) == shown


@pytest.fixture
def written(tmp_path):
    run = a_run()
    evil = "=1+1 [x](http://e.example) <script>alert(1)</script> ![y](z) | a"
    labels = {name: dict.fromkeys(("en", "fr"), evil) for name in run.labels}
    study = {**run.study, "title": dict.fromkeys(("en", "fr"), evil)}
    made = ResultSet(study, labels, run.provenance, run.results)
    write_report(made, tmp_path, formats=("html", "csv", "md"), languages=("en",))
    return tmp_path


def test_no_cell_heading_or_group_of_a_csv_is_a_formula(written):
    files = list((written / "tables").glob("*.csv"))
    assert files
    for file in files:
        for row in csv.reader(file.read_text("utf-8-sig").splitlines()):
            for cell in row:
                number = re.fullmatch(r"-?[\d.]+(e[+-]\d+)?", cell)
                assert number or not re.match(r"\s*[=+\-@]", cell), (file.name, cell)


def test_no_link_picture_or_tag_lives_in_markdown(written):
    text = (written / "supplement.md").read_text("utf-8")
    assert "e.example" in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"(?<!\\)!\[", text)
    assert not re.search(r"(?<!\\)<script", text)


def test_a_page_allows_nothing_but_its_own_styles(written):
    page = (written / "supplement.html").read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy  # default-src forbids them
    assert "unsafe-eval" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "<script" not in page
