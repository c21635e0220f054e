"""Does the answer stand where a fault is planted? ``python -m bench.planted [STUDIES]``.

Whole studies of 600 agents in 60 teams are drawn with the instrument, each with one fault that
reviewers look for, and judged by the declared hypotheses: only the analyses these rest on run,
no report is written. What is counted is the verdict a reader would see.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from cpsurvey.analysis import planned, run, targets
from cpsurvey.coded import Coded
from cpsurvey.design import Questionnaire, Study, load_study
from cpsurvey.design.hypotheses import Target
from cpsurvey.design.simulation import Moderation
from cpsurvey.responses import Indicators, Responses
from cpsurvey.results import Result
from cpsurvey.scoring import score
from cpsurvey.simulate import items, simulate
from cpsurvey.simulate.draw import Drawn

PEOPLE, TEAMS = 600, 60
STUDIES, NOTHING = 200, 500
MOST = 34
"""Of 500; at a true 5%, 97% of counts do not exceed it."""
FOUND = ("supported", "as_expected")
STEM = 0.15
"""Share of an item's variance that a shared stem brings."""
SHARED = ("crm1", "crm2", "crm3", "crm4", "crm5", "ad1", "ad3", "ad5")
STUDY = """\
study: {id: planted, simulated: true, title: {en: Planted}}
questionnaire: cop-callcentre
sources: [{path: none.csv}]
kpi:
  files: [{path: none.csv, agent: Agent, period: Month}]
  indicators:
    - id: fcr
      label: {en: First-contact resolution}
      definition: Contacts without another one on the same reason within 7 days
      type: binomial
      successes: Resolved
      trials: Contacts
      direction: "+"
"""
FACETS = """\
cop_me  ~ 0.85*cop
cop_je  ~ 0.82*cop
cop_sr  ~ 0.78*cop
tks_don ~ 0.85*tks
tks_col ~ 0.85*tks
nrw_exc ~ 0.75*nrw
nrw_ana ~ 0.75*nrw
"""
FORWARD = """\
tks     ~ 0.55*cop
crm     ~ 0.35*cop + 0.30*tks
perf_ad ~ 0.10*cop + 0.30*tks + 0.25*crm
"""
ALIKE = FORWARD + "perf_rp ~ 0.10*cop + 0.30*tks + 0.25*crm\n"
REVERSED = """\
tks ~ 0.40*perf_ad
crm ~ 0.35*perf_ad + 0.30*tks
cop ~ 0.10*perf_ad + 0.40*tks + 0.30*crm
"""
INDICATOR = {"routine": (1.40, 0.0), "nonroutine": (0.20, 0.30)}
"""Version -> log odds of success, and what a standard deviation of sharing adds to them."""


@dataclass(frozen=True)
class Case:
    """A planted fault: what is drawn, which hypotheses are judged, what a study must say.

    Hypotheses are judged by their primary specifications; as a `whole` by the others as well,
    which can only take a verdict back.
    """

    name: str
    paths: str
    hypotheses: tuple[str, ...]
    stands: Callable[[Mapping[str, str]], bool]
    moderation: tuple[Moderation, ...] = ()
    team_share: float = 0.10
    stems: bool = False
    indicator: bool = False
    also: tuple[str, ...] = ()
    whole: bool = False


def none_of(*names: str) -> Callable[[Mapping[str, str]], bool]:
    """Whether none of these hypotheses is said to be found."""
    return lambda said: not any(said[name] in FOUND for name in names)


CASES = (
    Case(
        "(a) a team effect on everything",
        FACETS + FORWARD,
        ("H7",),
        none_of("H7"),
        team_share=0.15,
    ),
    Case(
        "(b) only shared stems", FACETS + ALIKE, ("H5",), none_of("H5"), stems=True, whole=True
    ),
    Case(
        "(c) reversed truth",
        FACETS + REVERSED,
        (),
        lambda said: said["direction"] != "forward",
        also=("direction",),
    ),
    Case(
        "(d) only involvement by non-routine moderates",
        FACETS + FORWARD,
        ("H6",),
        none_of("H6"),
        moderation=(Moderation(outcome="perf_ad", of=("cop", "nrw"), b=0.25),),
        whole=True,
    ),
    Case(
        "(e) the indicator's effect all through sharing",
        FACETS + FORWARD,
        (),
        lambda said: said["total"] == "found" and said["direct_corrected"] == "none",
        indicator=True,
        also=("kpi",),
    ),
    Case(
        "(f) nothing at all",
        FACETS,
        ("H2", "H3", "H4", "H5", "H6", "H6b", "H7"),
        none_of("H2", "H3", "H4", "H5", "H6", "H6b", "H7"),
        team_share=0.0,
    ),
)


@contextmanager
def shared_stems(on: bool) -> Iterator[None]:
    """Items that share a stem share a method factor, too."""

    def methods(questionnaire: Questionnaire) -> dict[str, dict[str, float]]:
        return {
            name: {items.COMMON: STEM} if name in SHARED else {} for name in questionnaire.items
        }

    if not on:
        yield
        return
    with patch.object(items, "methods", methods):
        yield


def drawn(case: Case, questionnaire: Questionnaire, seed: int) -> Drawn:
    """One study's answers, of people who read and leave little out."""
    simulation = questionnaire.simulation.model_copy(
        update={
            "paths": case.paths,
            "moderation": case.moderation,
            "team_share": case.team_share,
            "shifts": (),
        }
    )
    changed = questionnaire.model_copy(update={"simulation": simulation})
    with shared_stems(case.stems):
        return simulate(changed, PEOPLE, seed=seed, teams=TEAMS, careless=0.0, dropout=0.0)


def responses(one: Drawn, study: Study) -> Responses:
    """The answers as the store would give them out."""
    known = {name: np.asarray(codes, dtype=float) for name, codes in one.answers.items()}
    values = {name: np.where(codes < 0, np.nan, codes) for name, codes in known.items()}
    groups = {"team": one.team, "centre": one.centre, "language": one.language}
    return Responses(
        respondent=tuple(one.token),
        values=values,
        reasons={n: np.where(c < 0, c, 0).astype(np.int64) for n, c in known.items()},
        groups={
            study.groups[role]: np.array(codes, dtype=object) for role, codes in groups.items()
        },
        complete=np.ones(one.n, dtype=bool),
        flow={"rows": one.n},
        until="2026-10-31",
    )


def indicators(one: Drawn, seed: int) -> Indicators:
    """Resolution of a month after the survey: outside routine it goes with sharing alone."""
    rng = np.random.default_rng([seed, 5])
    own, team = 0.3 * rng.normal(size=one.n), 0.1 * rng.normal(size=TEAMS + 1)
    of_team = team[[int(code[1:]) for code in one.team]]
    trials, won, version = [], [], []
    for which, (base, slope) in INDICATOR.items():
        n = rng.poisson(150 if which == "routine" else 60, one.n)
        eta = base + slope * one.scores["tks"] + own + of_team
        trials.append(n)
        won.append(rng.binomial(n, 1 / (1 + np.exp(-eta))))
        version += [which] * one.n
    m = 2 * one.n
    return Indicators(
        agent=Coded.of([*one.token, *one.token]),
        period=Coded.full("2026-11", m),
        reason=Coded.full("", m),
        indicator=Coded.full("fcr", m),
        version=Coded.of(version),
        n=np.concatenate(trials).astype(float),
        total=np.concatenate(won).astype(float),
        logs=np.full(m, np.nan),
    )


def needed(case: Case, study: Study) -> list[planned.Planned]:
    """The analyses a case rests on: those its hypotheses name, and those it names itself."""
    judged_by = [one for one in study.hypotheses if one.id in case.hypotheses]
    named = {target.analysis for one in judged_by for target in one.tests}
    named |= {
        target.analysis
        for one in judged_by
        for other in (one.specifications if case.whole else ())
        for target in other.tests
    }
    also = (*case.also, *(["hypotheses"] if case.hypotheses else []))
    return [p for p in planned.plan(study) if p.id in named or p.kind.name in also]


def judged(case: Case, study: Study, seed: int) -> dict[str, str]:
    """What one study says: a verdict per hypothesis, and the words of other analyses."""
    one = drawn(case, study.questionnaire, seed)
    asked = needed(case, study)
    with patch.object(run, "SIDE_BY_SIDE", 0):  # studies are side by side already
        found = run.analyse(
            study,
            score(responses(one, study), study),
            provenance={},
            indicators=indicators(one, seed) if case.indicator else None,
            only=[one.id for one in asked],
        )
    return dict(words(case, found.results))


def words(case: Case, results: Sequence[Result[Any]]) -> Iterator[tuple[str, str]]:
    """Verdicts, which direction is favoured, which effects are told from zero."""
    for result in results:
        if result.data is None:
            continue
        if result.kind == "hypotheses":
            yield from (
                (h.id, h.verdict) for h in result.data.hypotheses if h.id in case.hypotheses
            )
        if result.kind == "direction":
            yield "direction", result.data.favours
        if result.kind == "kpi":
            yield from _of_indicator(result)


def _of_indicator(result: Result[Any]) -> Iterator[tuple[str, str]]:
    """Of contacts outside routine: whether the interval of an effect leaves out zero."""
    for name in ("total", "direct"):
        for corrected in ("", "_corrected") if name == "direct" else ("",):
            target = Target(analysis=result.id, effect=f"fcr.nonroutine.{name}{corrected}")
            found = targets.find(result, target)
            if found is None or found.lower is None or found.upper is None:
                yield f"{name}{corrected}", "not known"
            else:
                apart = found.lower > 0 or found.upper < 0
                yield f"{name}{corrected}", "found" if apart else "none"


def study_in(folder: Path) -> Study:
    """The study every case is drawn for."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return load_study(folder)


def _one(job: tuple[int, int]) -> dict[str, str]:
    at, seed = job
    with tempfile.TemporaryDirectory() as place:
        return judged(CASES[at], study_in(Path(place)), seed)


def main(studies: int | None = None, only: str = "") -> int:
    """Every case; a bound that is exceeded ends with status 1."""
    print("| planted | studies | stands | what was said |\n|---|--:|--:|---|", flush=True)
    bad = 0
    with ProcessPoolExecutor(2) as pool:
        for at, case in enumerate(CASES):
            if only and only not in case.name:
                continue
            count = studies or (NOTHING if case.name.startswith("(f)") else STUDIES)
            began = time.perf_counter()
            found = list(pool.map(_one, [(at, 1000 + seed) for seed in range(count)]))
            stands = sum(case.stands(said) for said in found)
            words = Counter(f"{name} {word}" for said in found for name, word in said.items())
            listed = ", ".join(f"{word} {times}" for word, times in sorted(words.items()))
            print(f"| {case.name} | {count} | {stands} | {listed} |", flush=True)
            print(f"  {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
            bad += case.name.startswith("(f)") and count - stands > MOST * count / NOTHING
    return int(bad > 0)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    letters = [one for one in sys.argv[1:] if not one.isdigit()]
    sys.exit(main(*numbers[:1] or [None], *letters[:1]))
