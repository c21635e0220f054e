"""Moments for outsiders: one sample, nothing of few people, and R finds the same from them."""

import csv
import subprocess

import numpy as np
import pytest

from cpsurvey.export.lavaan.moments import Asked, files, sample, too_few
from cpsurvey.sem.language.syntax import parse

N = 400
RNG = np.random.default_rng(11)
F = RNG.standard_normal(N)
VALUES = {name: np.round(3 + F + RNG.standard_normal(N)) for name in ("x1", "x2", "x3", "if")}
VALUES["y"] = 0.5 * F + RNG.standard_normal(N)
VALUES["yes"] = (np.arange(N) % 2).astype(float)
VALUES["x1"][:12] = np.nan
CUT = {n: np.clip(VALUES[n], 2, 4) for n in ("x1", "x2", "x3", "if")}
MODEL = Asked(
    "main", parse("f =~ x1 + x2 + x3 + if\ny ~ a*f + yes\ntwice := 2*a"), "sem", False
)
ORDERED = Asked("steps", parse("f =~ x1 + x2 + x3 + if"), "cfa", True, ("x1", "x2", "x3", "if"))


def test_everybody_of_the_sample_answered_everything():
    found = sample([MODEL, ORDERED], VALUES)
    assert found.names == ("x1", "x2", "x3", "if", "y", "yes")
    assert found.used.sum() == N - 12
    assert np.isfinite(found.values).all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"x2": np.where(np.arange(N) < 390, np.nan, VALUES["x2"])}, "people answered all"),
        ({"x2": np.where(np.arange(N) < 15, np.nan, VALUES["x2"])}, "3 of those who answered"),
        ({"yes": (np.arange(N) > N - 5).astype(float)}, "answers to 'yes'"),
        ({"y": (np.arange(N) % 2 == (np.arange(N) > 20)).astype(float)}, "alike in 'yes' and"),
    ],
)
def test_moments_of_few_people_are_refused(change, said):
    found = sample([MODEL], {**VALUES, **change})
    told = too_few(found, (), 10, {**VALUES, **change})
    assert said in told
    assert bool(told) == bool(said)


def test_an_answer_of_few_people_has_no_threshold():
    found = sample([ORDERED], VALUES)
    assert "gave one of the answers to" in too_few(found, ORDERED.ordered, 10, VALUES)
    assert too_few(sample([ORDERED], CUT), ORDERED.ordered, 10, CUT) == ""


def test_no_file_holds_a_row_per_person():
    made = files([MODEL], sample([MODEL], VALUES), ["Study"])
    assert (
        max(content.count(b"\n") for name, content in made.items() if name != "moments.R") < 100
    )
    assert b",if," not in made["covariances.csv"]  # R would not read it as a name


@pytest.mark.needs_r
@pytest.mark.parametrize("model", [MODEL, ORDERED], ids=lambda one: one.id)
def test_r_finds_the_same_from_moments_alone(model, tmp_path):
    values = CUT if model.ordered else VALUES
    for name, content in files([model], sample([model], values), ["Study é"]).items():
        (tmp_path / name).write_bytes(content)
    told = subprocess.run(
        ["Rscript", str(tmp_path / "moments.R")], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    with (tmp_path / "compared.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert not [one for one in found if not one["lavaan"]]
    apart = [one for one in found if float(one["difference"]) > 2e-4]
    assert not apart, apart
    assert {"chisq", "est", "se"} <= {one["statistic"] for one in found}
