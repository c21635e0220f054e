"""What could this study see? Power of its own model, sample and teams, by simulation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from pydantic import Field
from scipy import stats

from cpsurvey.analysis.base import Context, Params, Problem, kind
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.analysis.numbers import number
from cpsurvey.design import Questionnaire, Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.sem.language.syntax import parse
from cpsurvey.stats.power import Fitted, Link, simulate
from cpsurvey.stats.reliability import alpha
from cpsurvey.stats.robust import LOW_DF

GRID = (100, 150, 200, 300, 400, 600, 800)
"""Sample sizes when the study has no answers yet, as in the table researchers know."""
SCALES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Multiples of the assumed paths between which the smallest effect is sought."""
WANTED = 0.80
USUAL = 0.82
"""Reliability of five items that correlate .48, where there are no answers yet."""
FEWEST = 20
"""Respondents from which there is anything to simulate, if not more than predictors."""
TEAM = 10
"""Size of a team where there are none yet."""


class Options(Params):
    """Options of `power`."""

    paths: str | None = Field(
        None,
        description="Standardised paths in lavaan syntax (tks ~ 0.35*cop); by default those "
        "the questionnaire simulates from.",
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
    """Paths among scores, and the chains they make."""

    equations: dict[str, dict[str, float]]
    chains: dict[str, list[Link]]

    @property
    def fewest(self) -> int:
        """Respondents the equations can be fitted to."""
        return max(FEWEST, 3 + max(len(causes) for causes in self.equations.values()))


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Paths that are not understood, chains along no path."""
    if params.cluster and "cluster" in params.model_fields_set:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    try:
        fewest = assumed(params, study.questionnaire).fewest
    except CpsurveyError as error:
        option = "effects" if error.code == "CPS402" else "paths"
        yield Problem(option, error.message, error.fix or "")
        fewest = FEWEST
    for n in params.n:
        if n < fewest:
            said = f"{n} respondents are too few to simulate"
            yield Problem("n", said, f"{fewest} and more")


@kind("power", Options, check)
def power(params: Options, context: Context) -> list[Result]:
    """Simulate the assumed paths at several sizes; seek the smallest effect at the study's."""
    model = assumed(params, context.questionnaire)
    n, teams = _study(params, context, model.fewest)
    reliability = _reliability(params, context, model)
    icc = context.questionnaire.simulation.team_share if params.icc is None else params.icc
    grid = sorted({*(params.n or _around(n)), n})
    rng = np.random.default_rng(context.study.file.study.seed)
    streams = dict(zip(grid, rng.spawn(len(grid)), strict=True))
    found: dict[int, Fitted] = {}
    at_size = {size: _teams(size, n, teams) for size in grid}
    for at, size in enumerate(grid):
        found[size] = simulate(
            model.equations,
            reliability,
            size,
            params.replications,
            streams[size],
            teams=at_size[size],
            icc=icc,
        )
        context.progress(at + 1, len(grid) + len(SCALES))
    smallest = _smallest(model, params, context, reliability, n, teams, icc, found[n], rng)
    everybody = np.ones(context.scored.n, dtype=bool)
    sample = context.scored.sample(everybody) if context.scored.n else Sample(0, 0)
    caveats = [Caveat("power_assumed", "note", {}), *_few(found, at_size)]
    if context.scored.n < model.fewest:
        code = "power_no_answers" if teams else "power_no_answers_no_teams"
        caveats.append(Caveat(code, "note", {"n": n, "teams": teams}))
    return [
        Result(
            kind="power",
            id=context.id,
            sample=sample,
            data={
                "equations": model.equations,
                "reliability": reliability,
                "icc": icc,
                "n": n,
                "teams": teams,
                "errors": "cr2" if teams else "hc3",
                "sizes": grid,
                "teams_at": [at_size[size] for size in grid],
                "df": [_fewest_df(found[size]) for size in grid],
                "replications": params.replications,
                "wanted": WANTED,
                "paths": [
                    {
                        "outcome": outcome,
                        "predictor": term,
                        "value": b,
                        "power": [number(found[s].power([(outcome, term)])) for s in grid],
                        "smallest": smallest[(outcome, term)],
                    }
                    for outcome, causes in model.equations.items()
                    for term, b in causes.items()
                ],
                "effects": [
                    {
                        "name": name,
                        "chain": [list(link) for link in links],
                        "value": _value(model, links),
                        "power": [number(found[s].power(links)) for s in grid],
                        "smallest": smallest[name],
                    }
                    for name, links in model.chains.items()
                ],
            },
            caveats=tuple(caveats),
        )
    ]


# ---------------------------------------------------------------------- what is assumed
def assumed(params: Options, questionnaire: Questionnaire) -> Assumed:
    """Paths among scores of scales and composites, and chains of effects.

    Raises
    ------
    CpsurveyError
        CPS303 paths that are no numbers or run in a circle, CPS402 a chain without path.
    """
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
    if not equations:
        raise CpsurveyError(
            "CPS303",
            "there are no paths to simulate",
            fix="write 'paths', or 'simulation: paths' in the questionnaire",
        )
    equations = _in_order(equations)
    written = params.effects or dict(simulation.effects)
    chains = {name: _chain(chain, equations) for name, chain in written.items()}
    return Assumed(equations, chains)


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


def _value(model: Assumed, links: Sequence[Link]) -> float:
    return float(np.prod([model.equations[outcome][term] for outcome, term in links]))


def _fewest_df(found: Fitted) -> float | None:
    """Typical degrees of freedom of the path that has fewest."""
    return number(min(np.median(df) for df in found.df.values()))


def _few(found: Mapping[int, Fitted], teams: Mapping[int, int | None]) -> list[Caveat]:
    """Sizes at which tests of some path would not hold their level."""
    sizes = [n for n, one in found.items() if teams[n] and (_fewest_df(one) or 0.0) < LOW_DF]
    said = ", ".join(f"n = {n} ({teams[n]})" for n in sizes)
    return [Caveat("power_low_df", "warning", {"sizes": said})] if sizes else []


# --------------------------------------------------------------------- the study's own
def _study(params: Options, context: Context, fewest: int) -> tuple[int, int | None]:
    """Respondents and teams: the study's, or those asked for; no teams where it has none."""
    answered = context.scored.n >= fewest
    n = context.scored.n if answered else max(params.n) if params.n else GRID[3]
    if params.cluster is None or params.cluster not in grouping(context.study):
        return n, None
    if params.teams:
        return n, min(params.teams, n)
    if answered:
        codes = context.group(params.cluster)
        count = len(np.unique(codes[codes >= 0]))
        return n, min(max(count, 3), n) if count else None
    return n, max(3, n // params.team_size)


def _around(n: int) -> tuple[int, ...]:
    """Half and twice the study's size, and the usual ones between."""
    return tuple(size for size in GRID if n / 2 <= size <= 2 * n) or (n,)


def _teams(size: int, n: int, teams: int | None) -> int | None:
    """Teams of another sample size, their own size kept."""
    return None if teams is None else max(3, round(size * teams / n))


def _reliability(params: Options, context: Context, model: Assumed) -> dict[str, float]:
    names = {
        name
        for outcome, causes in model.equations.items()
        for name in (outcome, *(v for term in causes for v in term.split(":")))
    }
    asked = params.reliability
    found: dict[str, float] = {}
    for name in sorted(names):
        items = _items(name, context.questionnaire)
        if isinstance(asked, float | int):
            found[name] = float(asked) if items else 1.0
        elif isinstance(asked, dict) and name in asked:
            found[name] = asked[name]
        else:
            found[name] = _alpha(items, context) if items else 1.0
    return found


def _items(name: str, questionnaire: Questionnaire) -> list[str]:
    for composite in questionnaire.composites:
        if composite.id == name:
            return [item for part in composite.of for item in _items(part, questionnaire)]
    scale = questionnaire.scale_by_id.get(name)
    return [item.id for item in scale.items] if scale else []


def _alpha(items: Sequence[str], context: Context) -> float:
    if len(items) < 2 or context.scored.n == 0:
        return USUAL
    matrix = context.scored.matrix(items)
    full = matrix[~np.isnan(matrix).any(axis=1)]
    if len(full) < 20:
        return USUAL
    value = alpha(full).alpha
    return float(value) if 0.3 < value < 1.0 else USUAL


# ------------------------------------------------------------------ the smallest effect
def _smallest(
    model: Assumed,
    params: Options,
    context: Context,
    reliability: Mapping[str, float],
    n: int,
    teams: int | None,
    icc: float,
    found: Fitted,
    rng: np.random.Generator,
) -> dict[Any, float | None]:
    """Smallest standardised value with power .80 at the study's own size.

    A path: so many standard errors as its degrees of freedom ask for (2.80 where they are
    many), divided by how far unreliability draws it towards zero. A chain: all its paths
    together made larger or smaller, between simulated multiples.
    """
    out: dict[Any, float | None] = {}
    for outcome, causes in model.equations.items():
        for term, b in causes.items():
            link = (outcome, term)
            drawn = float(found.est[link].mean()) / b if abs(b) > 0.02 else 1.0
            df = float(np.median(found.df[link]))
            reach = float(stats.t.ppf(0.975, df) + stats.t.ppf(WANTED, df))
            size = reach * float(found.se[link].mean()) / max(drawn, 0.1)
            out[link] = number(size)
    powers: dict[str, list[float]] = {name: [] for name in model.chains}
    for at, (scale, stream) in enumerate(zip(SCALES, rng.spawn(len(SCALES)), strict=True)):
        fitted = simulate(
            model.equations,
            reliability,
            n,
            max(100, params.replications // 2),
            stream,
            teams=teams,
            icc=icc,
            scale=scale,
        )
        for name, links in model.chains.items():
            powers[name].append(fitted.power(links))
        context.progress(len(SCALES) + at, 2 * len(SCALES))
    for name, links in model.chains.items():
        out[name] = _crossing(powers[name], _value(model, links), len(links))
    return out


def _crossing(powers: Sequence[float], value: float, links: int) -> float | None:
    """Effect at which the power passes .80; None where no simulated multiple reaches it."""
    for (low, before), (high, after) in pairwise(zip(SCALES, powers, strict=True)):
        if before < WANTED <= after:
            share = (WANTED - before) / (after - before)
            return number(value * (low + share * (high - low)) ** links)
    if powers[0] >= WANTED:
        return number(value * SCALES[0] ** links)
    return None
