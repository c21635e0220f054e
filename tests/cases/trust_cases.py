"""What must come of the cases that are more than one ingest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import numpy as np
from cases.came import CASES, QUESTIONNAIRE_STUDY, REFUSED, Came

CHECKS: dict[str, tuple[str, Callable[[Came], None]]] = {}
PUBLISHED = {0, 70}


def case(name: str, expected: str):
    """Name of the folder, and what should come, beside the check."""

    def keep(check):
        CHECKS[name] = (expected, check)
        return check

    return keep


def study_of(came: Came, name: str) -> Came:
    """A study of one of the folder's exports alone, in a folder beside."""
    folder = came.folder.parent / f"study of {name}"
    (folder / "data").mkdir(parents=True)
    (folder / "study.yaml").write_text(QUESTIONNAIRE_STUDY, "utf-8")
    (folder / "data" / name).write_bytes((came.folder / name).read_bytes())
    return Came(folder, came.capsys)


def refused_everywhere(came: Came) -> None:
    """Check, ingest and analyze refuse a study file, by code and place."""
    for command in ("check", "ingest", "analyze"):
        assert came.run(command) in REFUSED
    assert came.says("error CPS")
    assert came.says("study.yaml", "data/**x", "sources")


@case("trust/trailing_blank_line", "a blank last line changes no reason")
def trailing_blank_line(came):
    with_blank = study_of(came, "a_plus_blank.csv")
    without = study_of(came, "a.csv")
    for one in (with_blank, without):
        one.ingest()
    came.said, came.statuses = with_blank.said, [with_blank.status, without.status]
    assert came.statuses == [0, 0]
    left, right = with_blank.responses, without.responses
    assert left.n == right.n == 150

    def told(found):
        names = sorted(found.values)
        return sorted(
            zip(
                *(found.reasons[name].tolist() for name in names),
                *(np.nan_to_num(found.values[name]).tolist() for name in names),
                strict=True,
            )
        )

    assert set(left.values) == set(right.values)
    assert told(left) == told(right)


@case("trust/unclosed_quote", "a quote never closed is refused, with the row it opened in")
def unclosed_quote(came):
    (came.folder / "data").mkdir()
    (came.folder / "x.csv").rename(came.folder / "data" / "x.csv")
    came.ingest()
    assert came.status == 65
    assert came.n == 0
    assert came.says("row 30", "line 31", ":31")


@case("trust/yaml_bad_char", "a control character is refused with file and place")
def yaml_bad_char(came):
    refused_everywhere(came)


@case("trust/yaml_deep", "400 levels of nesting are refused with file and place")
def yaml_deep(came):
    refused_everywhere(came)


@case("trust/glob_doublestar", "'data/**x' is refused by code")
def glob_doublestar(came):
    refused_everywhere(came)
    (came.folder / "empty_path.yaml").replace(came.folder / "study.yaml")
    refused_everywhere(came)


@case("trust/negative_seed", "what check calls good, analyze can do")
def negative_seed(came):
    (came.folder / "data").mkdir()
    shutil.copyfile(CASES / "trust/trailing_blank_line/a.csv", came.folder / "data/a.csv")
    good = came.run("check") == 0
    if good:
        came.run("ingest")
        assert came.run("analyze") in PUBLISHED
    else:
        assert came.status == 78
        assert came.says("seed")


@case("numbers/negative_numbers", "all 100 rows count, slope .469")
def negative_numbers(came):
    came.folder = came.folder / "st"
    came.ingest()
    assert came.status == 0
    found = came.responses
    change, y = found.values["change"], found.values["y"]
    assert (change < 0).sum() == 48
    assert (found.values["u1"] == -1).any()
    slope = np.cov(change, y)[0, 1] / np.var(change, ddof=1)
    assert round(float(slope), 3) == 0.469
    assert came.run("analyze") in PUBLISHED
    text = "".join(
        file.read_text("utf-8") for file in (came.folder / "reports" / "current").rglob("*.md")
    )
    assert "0.469" in text or ".469" in text or "0.47" in text


@case(
    "models/c02_constant_ordered_item_kills_report",
    "the cfa is NOT DONE (CPS305, k4), reliability is reported, exit 70",
)
def constant_item(came):
    came.ingest()
    assert came.run("analyze") == 70
    current = came.folder / "reports" / "current"
    results = (current / "results.json").read_text("utf-8")
    assert "CPS305" in results
    assert "k4" in results
    record = json.loads((current / "run.json").read_text("utf-8"))
    assert {one["kind"] for one in record["analyses"]} >= {"reliability", "cfa"}
    text = "".join(file.read_text("utf-8") for file in current.rglob("*.md"))
    assert "NOT DONE" in text.upper()
