"""LaTeX: what is written compiles, shows users' texts as they are and runs none of them."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from report.documents_made import HOSTILE, a_document

from cpsurvey.report.document import Section, Text
from cpsurvey.report.references import Reference
from cpsurvey.report.render import tex
from cpsurvey.report.render._texletters import tex as letters


def source(folder, **more):
    file, *beside = tex.write(a_document(**more), folder, "")
    return file.read_text("utf-8"), beside


def test_no_letter_of_a_user_is_a_command():
    special = {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
    assert {letter: letters(letter) for letter in special} == special
    names = "less|greater|bar|quotedbl|quotesingle|bullet"
    known = rf"\\text({names})\{{\}}|\\(newline|dots|allowbreak)\{{\}}"
    made = r"\\ensuremath\{(\\[A-Za-z]+(\{\\ \})?|[\^_]\{[\d-]\}|-)\}|\\texttt\{U\+[0-9A-F]+\}"
    plain = r"[^\\{}$&#%_^~]|[^\\{}$&#%_^~]\{\}|\{[][*]\}|[+/=*{}]*\\allowbreak\{\}|~|\\,|\$-\$"
    allowed = re.compile(
        f"({known}|{made}|{plain}|\\\\mbox\\{{-\\}}|\\\\textasciigrave\\{{\\}}|[-`']+)*"
    )
    for code in range(0x20, 0x3000):
        if chr(code) not in special:
            assert allowed.fullmatch(letters(chr(code))), (hex(code), letters(chr(code)))


def test_a_letter_no_font_has_is_named_and_controls_are_dropped():
    assert letters("中") == r"\texttt{U+4E2D}"
    assert letters("a\x07b\u202ec") == "abc"
    assert letters("χ² ≥ −1") == (r"\ensuremath{\chi}\ensuremath{^{2}} \ensuremath{\geq} $-$1")


def test_numbers_are_counted_and_referred_to(tmp_path):
    text, _ = source(tmp_path)
    assert r"\renewcommand{\thetable}{S\arabic{table}}" in text
    assert r"Table~S\ref" not in text
    assert r"As Table~\ref{T7-x} and Table~\ref{T8-x} show." in text
    assert r"\label{T7-x}" in text
    assert r"\tablecode{{[}T7{]}}" in text


def test_pictures_and_references_stand_beside(tmp_path):
    text, beside = source(tmp_path)
    assert [file.name for file in beside] == ["report-dots.png"]
    assert "figures/report-dots.png" in text
    assert "bibliography" not in text


def compiled(folder, name="report", bib=False):
    commands = ["pdflatex"] + (["bibtex", "pdflatex"] if bib else []) + ["pdflatex"]
    for command in commands:
        options = ["-interaction=nonstopmode", "-halt-on-error"] if command != "bibtex" else []
        done = subprocess.run(
            [command, *options, name], cwd=folder, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    return (folder / f"{name}.log").read_text("latin-1")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_compiles_whatever_users_wrote(tmp_path, language):
    source(tmp_path, language=language, text="\n".join(HOSTILE))
    log = compiled(tmp_path)
    assert "undefined references" not in log
    assert not (tmp_path / "x").exists()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bibtex"), reason="needs bibtex")
def test_references_take_the_place_of_their_chapter(tmp_path):
    plain = a_document()
    listed = Section("references", "Works & others", (Text("Bell, R. (2002). T."),))
    works = (Reference(key="bell2002", authors=("Bell, R.",), year="2002", title="T & x"),)
    cited = replace(plain, sections=(*plain.sections, listed), references=works)
    tex.write(cited, tmp_path, "")
    compiled(tmp_path, bib=True)
    assert "bell2002" in (tmp_path / "report.bbl").read_text()
    text = (tmp_path / "report.tex").read_text("utf-8")
    assert r"\renewcommand{\refname}{Works \& others}" in text
    assert "Bell" not in text
