"""What could this study see? Power of its own model, sample and teams, by simulation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import stats

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.names import grouping
from cpsurvey.analysis.numbers import number
from cpsurvey.design import Questionnaire, Study
from cpsurvey.kinds.power.data import Effect, Measured, Path, Power, Size, Step
from cpsurvey.kinds.power.options import Assumed, Options, assumed
from cpsurvey.results import Caveat, Result, Sample
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is simulated; `n` and `teams` are the study's own."""

    model: Assumed
    reliability: Mapping[str, float]
    icc: float
    n: int
    teams: int | None

    def teams_of(self, size: int) -> int | None:
        """Teams of another sample size, their own size kept."""
        return None if self.teams is None else max(3, round(size * self.teams / self.n))

    def simulate(
        self, size: int, replications: int, rng: np.random.Generator, scale: float = 1.0
    ) -> Fitted:
        """Samples of this size, fitted."""
        return simulate(
            self.model.equations,
            self.reliability,
            size,
            replications,
            rng,
            teams=self.teams_of(size),
            icc=self.icc,
            scale=scale,
        )


def power(params: Options, context: Context) -> list[Result[Power]]:
    """Simulate the assumed paths at several sizes; seek the smallest effect at the study's."""
    model = assumed(params, context.study)
    n, teams = _study(params, context, model.fewest)
    simulation = context.questionnaire.simulation
    plan = _Plan(
        model=model,
        reliability=_reliability(params, context, model),
        icc=simulation.team_share if params.icc is None else params.icc,
        n=n,
        teams=teams,
    )
    grid = sorted({*(params.n or _around(n)), n})
    rng = np.random.default_rng(context.seed)
    found: dict[int, Fitted] = {}
    for at, (size, stream) in enumerate(zip(grid, rng.spawn(len(grid)), strict=True)):
        found[size] = plan.simulate(size, params.replications, stream)
        context.progress(at + 1, len(grid) + len(SCALES))
    everybody = np.ones(context.scored.n, dtype=bool)
    sizes = [
        Size(n=size, teams=plan.teams_of(size), df=_fewest_df(one))
        for size, one in found.items()
    ]
    caveats = [Caveat("power_assumed", "note", {}), *_few(sizes)]
    if model.usual:
        caveats.append(Caveat("power_usual", "warning", {}))
    if context.scored.n < model.fewest:
        code = "power_no_answers" if teams else "power_no_answers_no_teams"
        caveats.append(Caveat(code, "note", {"n": n, "teams": teams}))
    data = Power(
        n=n,
        teams=teams,
        icc=plan.icc,
        errors="cr2" if teams else "hc3",
        replications=params.replications,
        wanted=WANTED,
        reliability=tuple(
            Measured(variable=name, reliability=value)
            for name, value in plan.reliability.items()
        ),
        sizes=tuple(sizes),
        paths=tuple(_paths(plan, found)),
        effects=tuple(_effects(plan, found, params, context, rng)),
    )
    sample = context.scored.sample(everybody) if context.scored.n else Sample(0, 0)
    return [Result("power", context.id, sample, data, caveats=tuple(caveats))]


# ---------------------------------------------------------------------- what is assumed
def _value(model: Assumed, links: Sequence[Link]) -> float:
    return float(np.prod([model.equations[outcome][term] for outcome, term in links]))


def _fewest_df(found: Fitted) -> float | None:
    """Typical degrees of freedom of the path that has fewest."""
    return number(min(np.median(df) for df in found.df.values()))


def _few(sizes: Sequence[Size]) -> list[Caveat]:
    """Sizes at which tests of some path would not hold their level."""
    few = [size for size in sizes if size.teams and (size.df or 0.0) < LOW_DF]
    said = ", ".join(f"n = {size.n} ({size.teams})" for size in few)
    return [Caveat("power_low_df", "warning", {"sizes": said})] if few else []


def _power(found: Mapping[int, Fitted], links: Sequence[Link]) -> tuple[float | None, ...]:
    """Share of samples that show all of `links`, at every size."""
    return tuple(number(one.power(links)) for one in found.values())


# --------------------------------------------------------------------- the study's own
def _study(params: Options, context: Context, fewest: int) -> tuple[int, int | None]:
    """Respondents and teams: the study's, or those asked for; no teams where it has none."""
    answered = context.scored.n >= fewest
    n = context.scored.n if answered else max(params.n) if params.n else GRID[3]
    if params.cluster is None or not _has(params.cluster, context.study):
        return n, None
    if params.teams:
        return n, min(params.teams, n)
    if answered:
        codes = context.group(params.cluster)
        count = len(np.unique(codes[codes >= 0]))
        return n, min(max(count, 3), n) if count else None
    return n, max(3, n // params.team_size)


def _has(group: str, study: Study) -> bool:
    """Whether there are such groups: one that the study may have and has not is none."""
    roles = study.roles
    off = {name for role, name in roles.items() if role not in study.groups}
    return group in grouping(study) and group not in {
        *off,
        *(r for r in roles if roles[r] in off),
    }


def _around(n: int) -> tuple[int, ...]:
    """Half and twice the study's size, and the usual ones between."""
    return tuple(size for size in GRID if n / 2 <= size <= 2 * n) or (n,)


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
def _paths(plan: _Plan, found: Mapping[int, Fitted]) -> Iterator[Path]:
    """Every path, with the smallest standardised value that has power .80.

    So many standard errors as its degrees of freedom ask for (2.80 where they are many),
    divided by how far unreliability draws it towards zero.
    """
    own = found[plan.n]
    for outcome, causes in plan.model.equations.items():
        for term, b in causes.items():
            link = (outcome, term)
            drawn = float(own.est[link].mean()) / b if abs(b) > 0.02 else 1.0
            df = float(np.median(own.df[link]))
            reach = float(stats.t.ppf(0.975, df) + stats.t.ppf(WANTED, df))
            yield Path(
                outcome=outcome,
                predictor=term,
                value=b,
                power=_power(found, [link]),
                smallest=number(reach * float(own.se[link].mean()) / max(drawn, 0.1)),
            )


def _effects(
    plan: _Plan,
    found: Mapping[int, Fitted],
    params: Options,
    context: Context,
    rng: np.random.Generator,
) -> Iterator[Effect]:
    """Every chain; all its paths are made larger or smaller together for the smallest."""
    scaled: list[Fitted] = []
    for at, (scale, stream) in enumerate(zip(SCALES, rng.spawn(len(SCALES)), strict=True)):
        scaled.append(plan.simulate(plan.n, max(100, params.replications // 2), stream, scale))
        context.progress(len(SCALES) + at, 2 * len(SCALES))
    for name, links in plan.model.chains.items():
        value = _value(plan.model, links)
        powers = [one.power(links) for one in scaled]
        yield Effect(
            name=name,
            chain=tuple(Step(outcome=outcome, predictor=term) for outcome, term in links),
            value=value,
            power=_power(found, links),
            smallest=_crossing(powers, value, len(links)),
        )


def _crossing(powers: Sequence[float], value: float, links: int) -> float | None:
    """Effect at which the power passes .80; None where no simulated multiple reaches it."""
    for (low, before), (high, after) in pairwise(zip(SCALES, powers, strict=True)):
        if before < WANTED <= after:
            share = (WANTED - before) / (after - before)
            return number(value * (low + share * (high - low)) ** links)
    if powers[0] >= WANTED:
        return number(value * SCALES[0] ** links)
    return None
