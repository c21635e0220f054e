"""The simulation behind errors of ordered answers in teams: its truth, and what is stored."""

import json
import re

import numpy as np
import pytest
from conftest import ROOT

from bench import ordered
from cpsurvey.sem.fit import fit


def test_the_truth_is_what_many_people_give():
    data, _ = ordered.draw(1, 400, 0.0)
    found = fit(ordered.MODEL, data, ordered=ordered.ITEMS, indices=False)
    at = {f"{p.lhs}:=" if p.op == ":=" else f"{p.lhs}{p.op}{p.rhs}": p for p in found.estimates}
    for name, truth in ordered.truth().items():
        if at[name].se:
            assert abs(at[name].est - truth) < 4.0 * at[name].se, name


def stored(design):
    return json.loads(ordered.STORED.read_text())[design]


@pytest.mark.parametrize(
    ("design", "limits"), [("teams of 12", "clusters"), ("teams of 20", "normal")]
)
def test_stored_coverage_is_near_its_level(design, limits):
    """Teams of 20 were drawn before limits were those of t, and hold normal ones alone."""
    found = stored(design)
    assert found["sets"] >= 500
    lines = {k: v for k, v in found["parameters"].items() if "|" not in k}
    assert len(lines) == 12
    covered = [line[f"coverage_{limits}"] for line in lines.values()]
    assert 0.93 < np.mean(covered) < 0.97
    assert min(covered) > 0.91
    assert lines["f~w"]["coverage_none"] < 0.87
    assert found["rejected"]["clusters"] < 0.08 < 0.2 < found["rejected"]["none"]


def described():
    """Rows of the table in the documents: a design, a kind of limits, the printed cells."""
    page = (
        (ROOT / "docs" / "engine.md").read_text("utf-8").split("### Ordered answers in teams")
    )
    design = ""
    for line in page[1].split("\n\n")[2].splitlines()[2:]:
        name, *cells = (cell.strip() for cell in line.strip("| ").split(" | "))
        design = next((one for one in ordered.DESIGNS if name.startswith(one)), design)
        further = f"{design}, from 1000" if "further" in name else design
        limits = "none" if "not named" in name else "clusters" if name[-1] == "t" else "normal"
        yield further, limits, cells


@pytest.mark.parametrize(("design", "limits", "cells"), list(described()))
def test_documents_print_what_is_stored(design, limits, cells):
    covered = {k: v[f"coverage_{limits}"] for k, v in stored(design)["parameters"].items()}
    loadings = [v for k, v in covered.items() if "=~" in k]
    thresholds = [v for k, v in covered.items() if "|" in k]
    paths = [v for k, v in covered.items() if "=~" not in k and "|" not in k]
    for cell, values in zip(cells, (loadings, paths), strict=False):
        told = [float(number) for number in re.findall(r"\.\d+", cell)]
        assert told == pytest.approx([np.mean(values), min(values), max(values)], abs=6e-4)
    assert float(cells[2]) == pytest.approx(covered["f~w"], abs=6e-4)
    assert float(cells[3]) == pytest.approx(np.mean(thresholds), abs=6e-4)
    if cells[4:] and cells[4].strip(" |"):  # the test has no limits: its size stands once
        rejected = stored(design)["rejected"]["none" if limits == "none" else "clusters"]
        assert float(cells[4].strip(" %|")) == pytest.approx(100 * rejected, abs=0.51)


def test_further_data_sets_on_which_nothing_was_chosen_hold_the_level():
    lines = stored("teams of 12, from 1000")
    assert lines["first"] == lines["sets"] == 1000
    covered = [line["coverage_clusters"] for line in lines["parameters"].values()]
    assert len(covered) == 44
    assert 0.93 <= min(covered) <= max(covered) <= 0.97


@pytest.mark.parametrize("design", ordered.DESIGNS)
def test_what_is_stored_can_be_shown(design):
    shown = ordered.show(stored(design)).splitlines()
    assert len(shown) == 46
    assert all((" – " in line) == (design != "teams of 12") for line in shown[1:-1])
