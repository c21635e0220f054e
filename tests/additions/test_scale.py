"""A scale, and a language of a questionnaire: YAML alone, no code."""

import pytest
from conftest import answers

from cpsurvey.cli import funnel

SCALE = """\
  - id: trust
    label: {en: Trust, fr: Confiance}
    options: agree5
    items:
      - {id: t1, label: {en: Trust 1, fr: Confiance 1}}
      - {id: t2, label: {en: Trust 2, fr: Confiance 2}}
      - {id: t3, label: {en: Trust 3, fr: Confiance 3}}
questions:
"""
GERMAN = ["Trifft nicht zu", "Trifft kaum zu", "Teils, teils", "Trifft zu", "Trifft voll zu"]


@pytest.fixture
def study(tiny):
    """Reliability of every scale, from forty answers."""
    edit(tiny / "study.yaml", "kind: flow", "kind: reliability\n    bootstrap: 0")
    edit(tiny / "study.yaml", "[html]", "[md]")
    (tiny / "data" / "a.csv").write_text(answers(40), "utf-8")
    return tiny


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def rows(study, change):
    """Change the answers row by row, the headings first."""
    file = study / "data" / "a.csv"
    lines = [line.split(",") for line in file.read_text("utf-8").splitlines()]
    changed = [change(at, line) for at, line in enumerate(lines)]
    file.write_text("\n".join(map(",".join, changed)) + "\n", "utf-8")


def report(study, name):
    for command in ("check", "ingest", "analyze"):
        assert funnel.run([command, "--study", str(study), "--quiet"]) == 0
    return study.joinpath("reports", "current", name).read_text("utf-8")


def test_a_scale_is_scored_and_reported(study):
    edit(study / "small.yaml", "questions:\n", SCALE)

    def answered(at, row):
        more = [str(1 + (at * k) % 5) for k in (1, 2, 3)] if at else ["t1", "t2", "t3"]
        return [*row, *more]

    rows(study, answered)
    assert "| Trust |" in report(study, "supplement.md")
    french = study / "reports" / "current" / "supplement.fr.md"
    assert "| Confiance |" in french.read_text("utf-8")


def test_a_scale_that_lacks_a_language_is_named(study, capsys):
    edit(study / "small.yaml", "questions:\n", SCALE.replace(", fr: Confiance 3", ""))
    assert funnel.run(["check", "--study", str(study)]) == 78
    said = capsys.readouterr().err
    assert "of 't3' is missing in 'fr'" in said
    assert "add 'fr: ...', or take 'fr' out of 'languages'" in said


def german(study):
    """The questionnaire in a third language; nothing else is changed."""
    file = study / "small.yaml"
    edit(file, "languages: [en, fr]", "languages: [en, fr, de]")
    lines = []
    for line in file.read_text("utf-8").splitlines():
        english = line.partition("{en: ")[2].partition(", fr")[0]
        code = line.partition("{code: ")[2][:1]
        told = GERMAN[int(code) - 1] if code and "value" not in line else f"{english} (D)"
        lines.append(line.replace("{en: ", f'{{de: "{told}", en: '))
    file.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_language_of_a_questionnaire_is_read_and_labels_are_printed_in_it(study):
    german(study)
    edit(study / "study.yaml", "[md]", "[md]\n  languages: [de]")

    def told(at, row):
        texts = [f'"{GERMAN[int(code) - 1]}"' for code in row[3:9]] if at else row[3:9]
        return [*row[:3], *texts, *row[9:]]

    rows(study, told)
    page = report(study, "supplement.md")
    assert "n = 40" in page
    assert "| Mutual help (D) |" in page
    assert "## In short" in page  # a report's own sentences: English where it has no other
