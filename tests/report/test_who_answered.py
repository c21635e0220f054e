"""Rows that stand for nobody, or for somebody counted, are no people on the first page."""

import random

import pytest

from cpsurvey.cli import funnel

LEADS = "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId"


def qualtrics(previews, partials, twice):
    draw = random.Random(2)
    names = [*LEADS.split(","), "Q1_1", "Q1_2", "Q1_3"]
    ids = [f'"{{""ImportId"":""{name}""}}"' for name in names]
    lines = [",".join(names), ",".join(names), ",".join(ids)]
    for at in range(30 + previews):
        level = draw.randint(2, 4)
        answers = [str(level + draw.choice((-1, 0, 1))) for _ in range(3)]
        status = "1" if at < previews else "0"
        done = not previews <= at < previews + partials
        answers = answers if done else [answers[0], "", ""]
        day = f"2026-10-{at % 28 + 1:02d} 10:00:00"
        lines.append(
            ",".join(
                [day, day, status, "100" if done else "40", "1" if done else "0", day,
                 f"R_{at:03d}", *answers]
            )
        )  # fmt: skip
    lines += lines[len(lines) - twice :]  # one export below another
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("previews", "partials", "twice"), [(0, 0, 0), (4, 0, 0), (0, 5, 0), (3, 4, 2)]
)
def test_people_are_counted_not_rows(tmp_path, capsys, previews, partials, twice):
    file = tmp_path / "a.csv"
    file.write_text(qualtrics(previews, partials, twice), "utf-8")
    study = tmp_path / "study"
    assert funnel.run(["init", str(study), "--from", str(file)]) == 0
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(study), "--quiet"]) in (0, 70)
    capsys.readouterr()
    front = (study / "reports/current/report.md").read_text("utf-8")
    assert f"| People | 30 answered, {30 - partials} analysed" in front
