"""The simulation behind errors of ordered answers in teams: its truth, and what is stored."""

import json

import numpy as np
import pytest

from bench import ordered
from cpsurvey.sem.fit import fit


def test_the_truth_is_what_many_people_give():
    data, _ = ordered.draw(1, 400, 0.0)
    found = fit(ordered.MODEL, data, ordered=ordered.ITEMS, indices=False)
    at = {f"{p.lhs}:=" if p.op == ":=" else f"{p.lhs}{p.op}{p.rhs}": p for p in found.estimates}
    for name, truth in ordered.truth().items():
        if at[name].se:
            assert abs(at[name].est - truth) < 4.0 * at[name].se, name


@pytest.mark.parametrize("design", ["teams of 12", "teams of 20"])
def test_stored_coverage_is_what_the_documents_say(design):
    stored = json.loads(ordered.STORED.read_text())[design]
    assert stored["sets"] >= 500
    lines = {k: v for k, v in stored["parameters"].items() if "|" not in k}
    assert len(lines) == 12
    covered = [line["coverage_clusters"] for line in lines.values()]
    assert 0.93 < np.mean(covered) < 0.97
    assert min(covered) > 0.91
    assert lines["f~w"]["coverage_none"] < 0.87
    assert stored["rejected"]["clusters"] < 0.08 < 0.2 < stored["rejected"]["none"]
