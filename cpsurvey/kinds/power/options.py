"""Options of `power`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem
from cpsurvey.kinds.power.usual import chains, usual

if TYPE_CHECKING:
    from cpsurvey.stats.power import Link

FEWEST = 20
"""Respondents from which there is anything to simulate, if not more than predictors."""


TEAM = 10
"""Size of a team where there are none yet."""


class Options(Params):
    """Options of `power`."""

    paths: str | None = Field(
        None,
        description="Standardised paths in lavaan syntax (tks ~ 0.35*cop); by default those "
        "the questionnaire simulates from, else medium ones (.3) where hypotheses with an "
        "arrow or the main model have them.",
    )
    effects: dict[str, str] = Field(
        default_factory=dict,
        description="Name -> chain such as 'cop > tks > perf_ad', or 'cop > tks:nrw > perf_ad' "
        "for an effect that a moderator changes.",
    )
    n: tuple[int, ...] = Field((), description="Sample sizes; by default around the study's.")
    teams: int | None = Field(None, ge=3, description="Teams; by default the study's.")
    team_size: int = Field(TEAM, ge=1, description="Where there are no teams to count.")
    icc: float | None = Field(
        None, ge=0, lt=1, description="Share of variance between teams; by default assumed."
    )
    reliability: float | dict[str, float] | None = Field(
        None, description="Of scores; by default alpha in the answers, or .82."
    )
    replications: int = Field(
        1000, ge=100, le=20_000, description="Simulated studies per sample size."
    )
    cluster: str | None = Field(
        "team",
        description="Group whose members resemble each other; null for none. Errors are "
        "CR2 with groups, HC3 without, as in regressions.",
    )


@dataclass(frozen=True, slots=True)
class Assumed:
    """Paths among scores, and the chains they make; `usual` where nobody wrote them."""

    equations: dict[str, dict[str, float]]
    chains: dict[str, list[Link]]
    usual: bool = False

    @property
    def fewest(self) -> int:
        """Respondents the equations can be fitted to."""
        return max(FEWEST, 3 + max(len(causes) for causes in self.equations.values()))


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Paths that are not understood, chains along no path."""
    if params.cluster and "cluster" in params.model_fields_set:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    try:
        fewest = assumed(params, study).fewest
    except CpsurveyError as error:
        option = "effects" if error.code == "CPS402" else "paths"
        yield Problem(option, error.message, error.fix or "")
        fewest = FEWEST
    for n in params.n:
        if n < fewest:
            said = f"{n} respondents are too few to simulate"
            yield Problem("n", said, f"{fewest} and more")


def assumed(params: Options, study: Study) -> Assumed:
    """Paths among scores of scales and composites, and chains of effects.

    Raises
    ------
    CpsurveyError
        CPS303 paths that are no numbers or run in a circle, CPS402 a chain without path.
    """
    from cpsurvey.sem.language.syntax import parse

    questionnaire = study.questionnaire
    simulation = questionnaire.simulation
    text = simulation.paths if params.paths is None else params.paths
    equations: dict[str, dict[str, float]] = {}
    inside = {(c.id, part) for c in questionnaire.composites for part in c.of}
    for relation in parse(text).relations if text.strip() else ():
        fixed = relation.modifier.fixed
        if relation.op != "~" or not fixed or fixed[0] is None:
            raise CpsurveyError(
                "CPS303",
                f"line {relation.line} of the paths is not 'outcome ~ number*predictor'",
                fix="give every path its standardised coefficient",
            )
        if (relation.rhs, relation.lhs) not in inside:  # a composite and its own scale
            equations.setdefault(relation.lhs, {})[relation.rhs] = float(fixed[0])
    if params.paths is None:
        for one in simulation.moderation:
            causes = equations.setdefault(one.outcome, {})
            for part in one.of:
                causes.setdefault(part, 0.0)
            causes[":".join(one.of)] = one.b
    ours = not equations and params.paths is None
    if ours:
        equations = usual(study)
    if not equations:
        raise CpsurveyError(
            "CPS303",
            "there are no paths to simulate",
            fix="add to 'analyses' in study.yaml: {kind: power, paths: \"outcome ~ "
            "0.3*predictor\"} with names of scales, or a hypothesis 'a -> b'",
        )
    equations = _in_order(equations)
    written = params.effects or (chains(study) if ours else dict(simulation.effects))
    links = {name: _chain(chain, equations) for name, chain in written.items()}
    return Assumed(equations, links, usual=ours)


def _in_order(equations: Mapping[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Causes before consequences."""
    done: dict[str, dict[str, float]] = {}
    waiting = dict(equations)
    while waiting:
        ready = [
            outcome
            for outcome, causes in waiting.items()
            if not {v for term in causes for v in term.split(":")} & set(waiting)
        ]
        if not ready:
            raise CpsurveyError(
                "CPS303",
                f"the paths run in a circle ({', '.join(waiting)})",
                fix="take one of them out",
            )
        for outcome in ready:
            done[outcome] = waiting.pop(outcome)
    return done


def _chain(text: str, equations: Mapping[str, Mapping[str, float]]) -> list[Link]:
    nodes = [node.strip() for node in text.split(">")]
    links = []
    for cause, node in pairwise(nodes):
        outcome = node.split(":")[0]
        known = list(equations.get(outcome, {}))
        if cause not in known:
            raise CpsurveyError(
                "CPS402",
                f"'{text}' goes from '{cause}' to '{outcome}', along no path",
                fix=did_you_mean(cause, known) if known else "write that path first",
            )
        links.append((outcome, cause))
    if not links:
        raise CpsurveyError(
            "CPS402", f"'{text}' is no chain", fix="write it as 'cop > tks > perf_ad'"
        )
    return links
