"""Worlds with known truth for kinds that impute: moderation, mixed, effects within, indicators.

The kinds themselves run, as in a study: what is drawn takes the place of scores.
`bench.imputation` counts how often their intervals hold the truth.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.coded import Coded
from cpsurvey.design import load_study
from cpsurvey.kind import found
from cpsurvey.responses import Indicators
from cpsurvey.scoring import Scored
from cpsurvey.stats import imputation

Array = NDArray[np.float64]
Columns = dict[str, Array]
Found = dict[str, tuple[float, float, float, float]]
"""Term -> estimate, error, and the ends of its 95 % interval."""
N, TEAMS = 300, 30
SHARED = 0.1
"""Share of variance that lies between teams."""
SHARE = 0.1
"""Of each variable with holes that is missing, about: a quarter lacks something."""
SETS = 10
"""Completed data sets: fewer than are asked for in a study, which is what takes time."""
QUESTIONNAIRE = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: [en]
identifiers: {respondent: person, team: team}
option_sets: {agree5: [Strongly disagree, Disagree, Neither, Agree, Strongly agree]}
scales:
"""
STUDY = """\
study: {id: worlds, title: Worlds, seed: 20261127, simulated: true}
questionnaire: ./own.yaml
kpi:
  files: [{path: none.csv, agent: person, period: month}]
  indicators:
    - id: fcr
      label: Solved
      definition: Solved of all
      type: binomial
      successes: solved
      trials: calls
      direction: "+"
"""


@dataclass(frozen=True)
class World:
    """What is drawn, what a kind is asked, what is read of it, and the truth."""

    kind: str
    options: Mapping[str, Any]
    truth: Mapping[str, float]
    draw: Callable[[np.random.Generator, Array], Columns]
    read: Callable[[Any], Iterable[Any]]
    lacking: tuple[tuple[str, str, float], ...]
    """What is missing, by which variable, and which end of it."""


def _moderated(rng: np.random.Generator, team: Array) -> Columns:
    x = _apart(rng, team)
    w = 0.4 * x + _apart(rng, team, np.sqrt(0.84))
    return {"x": x, "w": w, "y": 0.3 * x + 0.3 * w + 0.2 * x * w + _apart(rng, team)}


def _mixed(rng: np.random.Generator, team: Array) -> Columns:
    x = _apart(rng, team)
    w = 0.4 * x + _apart(rng, team, np.sqrt(0.84))
    return {"x": x, "w": w, "y": 0.4 * x + 0.3 * w + _apart(rng, team)}


def _through(rng: np.random.Generator, team: Array) -> Columns:
    x = _apart(rng, team)
    m = 0.4 * x + _apart(rng, team)
    return {"x": x, "m": m, "y": 0.2 * x + 0.3 * m + _apart(rng, team)}


def _rates(rng: np.random.Generator, team: Array) -> Columns:
    """Solved contacts; scores of sample deviation one, as the kind standardises them."""
    scores = _mixed(rng, team)
    made = {n: (scores[n] - scores[n].mean()) / scores[n].std(ddof=1) for n in ("x", "w")}
    calls = 40.0 + rng.poisson(40, N)
    of_team = 0.1 * rng.normal(size=TEAMS)[team.astype(int)]
    eta = 0.3 + 0.2 * made["x"] + 0.1 * made["w"] + of_team
    solved = rng.binomial(calls.astype(int), 1 / (1 + np.exp(-eta)))
    return {**made, "calls": calls, "solved": solved + 0.0, "rate": solved / calls}


def _apart(rng: np.random.Generator, team: Array, sd: float = 1.0) -> Array:
    own, shared = rng.normal(size=N), rng.normal(size=TEAMS)[team.astype(int)]
    return np.asarray(sd * (np.sqrt(1 - SHARED) * own + np.sqrt(SHARED) * shared))


def _within(data: Any) -> Iterable[Any]:
    """Paths and the indirect effect within teams, by observed means, as `term` and `ci`."""
    for one in data.observed.effects:
        if one.part == "within" and one.role in ("specific", "direct"):
            yield _Read(one.role, one.est, one.se, one.mc)


@dataclass(frozen=True)
class _Read:
    term: str
    b: float
    se: float
    ci: Any


WORLDS = {
    "kind moderation": World(
        "moderation",
        {"outcome": "y", "predictor": "x", "moderator": "w", "cluster": "team"},
        {"x": 0.3, "w": 0.3, "x:w": 0.2},
        _moderated,
        lambda data: data.terms,
        (("x", "y", 1.0), ("w", "x", -1.0), ("y", "w", 1.0)),
    ),
    "kind mixed": World(
        "mixed",
        {"outcome": "y", "predictors": ("x", "w"), "groups": ("team",)},
        {"x": 0.4, "w": 0.3},
        _mixed,
        lambda data: data.fixed,
        (("x", "y", 1.0), ("w", "x", -1.0), ("y", "w", 1.0)),
    ),
    "kind multilevel_mediation, within": World(
        "multilevel_mediation",
        {"source": "x", "mediators": ("m",), "outcomes": ("y",), "group": "team"},
        {"specific": 0.12, "direct": 0.2},
        _through,
        _within,
        (("x", "y", 1.0), ("m", "x", -1.0), ("y", "m", 1.0)),
    ),
    "kind kpi, log odds": World(
        "kpi",
        {"predictors": ("x", "w"), "mixed": False},
        {"x": 0.2, "w": 0.1},
        _rates,
        lambda data: data.indicators[0].model.terms,
        (("x", "rate", 1.0), ("w", "x", -1.0)),
    ),
}
WAYS = ("imputed", "listwise", "full")


def holed(columns: Columns, world: World, rng: np.random.Generator) -> Columns:
    """Parts of the people lack one thing each, more often at one end of another variable."""
    held = {name: values.copy() for name, values in columns.items()}
    part = rng.integers(0, len(world.lacking), N)
    likely = SHARE * len(world.lacking)
    for at, (name, by, end) in enumerate(world.lacking):
        z = end * (columns[by] - columns[by].mean()) / columns[by].std()
        lost = rng.random(N) < 1 / (1 + np.exp(-np.log(likely / (1 - likely)) - z))
        held[name][(part == at) & lost] = np.nan
    return held


def study(rng: np.random.Generator, world: World) -> dict[str, Found]:
    """What the kind says of one data set, by way of dealing with the holes."""
    team = rng.permutation(np.arange(N) % TEAMS)
    full = world.draw(rng, team)
    held = holed(full, world, rng)
    kind = found()[world.kind]
    said = {}
    for way in WAYS:
        missing = "listwise" if way == "full" else way
        params = kind.options(**world.options, missing=missing)
        with patch.object(imputation, "needed", lambda _share: SETS):
            (result,) = kind.runner()(params, _context(held if way != "full" else full, team))
        said[way] = {
            one.term: (one.b, one.se, one.ci.lower, one.ci.upper)
            for one in world.read(result.data)
            if one.term in world.truth
        }
    return said


@cache
def _empty() -> Context:
    """A study with scales x, w, m and y, and one indicator."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        scales = "".join(
            f"  - {{id: {name}, options: agree5, items: [{name}1: One, {name}2: Two]}}\n"
            for name in "xwmy"
        )
        (place / "own.yaml").write_text(QUESTIONNAIRE + scales, "utf-8")
        (place / "study.yaml").write_text(STUDY, "utf-8")
        made = load_study(place)
    scored = Scored({}, {}, {}, {}, {}, {}, N, respondent=tuple(f"r{i}" for i in range(N)))
    return Context(made, scored, "x")


def _context(columns: Columns, team: Array) -> Context:
    base = _empty()
    groups = {base.study.groups["team"]: np.array([f"t{j:02}" for j in team], dtype=object)}
    scored = replace(base.scored, values=columns, groups=groups)
    if "calls" not in columns:
        return replace(base, scored=scored)
    return replace(
        base,
        scored=replace(scored, submitted=("2026-10-31",) * N),
        indicators=Indicators(
            agent=Coded.of(scored.respondent),
            period=Coded.full("2026-11", N),
            reason=Coded.full("", N),
            indicator=Coded.full("fcr", N),
            version=Coded.full("overall", N),
            n=columns["calls"],
            total=columns["solved"],
            logs=np.full(N, np.nan),
        ),
    )
