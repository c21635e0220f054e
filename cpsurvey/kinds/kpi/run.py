"""Objective indicators: routine, non-routine, and their difference (table T21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import predictors
from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.design.kpi import Indicator
from cpsurvey.kinds.kpi import describe, joining
from cpsurvey.kinds.kpi import rates as ratemodels
from cpsurvey.kinds.kpi.data import Aside, Entry, Kpi, Mixed, Model, Reasons, Why
from cpsurvey.kinds.kpi.options import Options
from cpsurvey.results import Caveat, Result, Sample, Scalar
from cpsurvey.scoring import standardise

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def kpi(params: Options, context: Context) -> list[Result[Kpi | None]]:
    """Describe every indicator, relate it to the predictors, and set it beside self-reports."""
    spec = context.study.file.kpi
    assert spec is not None
    chosen = [one for one in spec.indicators if one.id in (params.indicators or [one.id])]
    joined = {
        one.id: found
        for one in chosen
        if (found := joining.join(context, one, lag=params.lag, fewest=spec.fewest(one)))
    }
    work = _Work(params, context)
    entries = []
    for done, one in enumerate(chosen):
        context.progress(done, len(chosen))
        if one.id in joined:
            entries.append(work.entry(one, joined[one.id], spec.fewest(one)))
    absent = [one.id for one in chosen if one.id not in joined]
    caveats = [*_caveats(context, chosen, entries, joined), *work.caveats]
    if absent:
        caveats.append(Caveat("kpi_absent", "warning", {"variables": ", ".join(absent)}))
    data = _data(work, chosen, joined, entries) if entries else None
    sample = _sample(context, joined, work.used)
    return [Result("kpi", context.id, sample, data, caveats=tuple(caveats))]


def _data(
    work: _Work,
    chosen: Sequence[Indicator],
    joined: Mapping[str, joining.Joined],
    entries: Sequence[Entry],
) -> Kpi:
    params, context = work.params, work.context
    values, k = context.scored.values, context.k
    scores = [*params.predictors, *params.self_reports.values()]
    told = context.study.reasons.map if context.study.reasons else None
    aside = context.indicators.quarantine if context.indicators else ()
    return Kpi(
        predictors=params.predictors,
        controls=tuple(c.term for c in work.controls),
        cluster=work.cluster_name,
        errors=params.errors,
        lag=params.lag,
        k=k,
        reasons=Reasons(id=told.id, version=told.version, decided=told.decided.isoformat())
        if told
        else None,
        indicators=tuple(entries),
        quarantine=tuple(
            Aside(rule=rule, indicator=indicator, count=count)
            for rule, indicator, count in aside
        ),
        correlations=tuple(
            describe.correlations(chosen, joined, {name: values[name] for name in scores}, k)
        ),
        convergence=tuple(describe.convergence(chosen, joined, params.self_reports, values, k)),
    )


class _Work:
    """Models of one analysis, indicator by indicator."""

    def __init__(self, params: Options, context: Context) -> None:
        self.params = params
        self.context = context
        scored = context.scored
        self.controls = predictors.columns(params.formula, context) if params.formula else []
        named = params.cluster
        if "cluster" not in params.model_fields_set and "team" in context.study.groups:
            named = "team"
        self.cluster_name = context.variable(named) if named else None
        self.group = context.group(named) if named else np.arange(scored.n)
        self.used: Mask = np.zeros(scored.n, dtype=bool)
        self.caveats: list[Caveat] = predictors.caveats(self.controls, context)
        if (self.group < 0).all():  # nobody's team is known: agents are their own clusters
            if params.cluster:
                said: dict[str, Scalar] = {"variable": context.variable(params.cluster)}
                self.caveats.append(Caveat("kpi_no_groups", "warning", said))
            self.cluster_name, self.group = None, np.arange(scored.n)

    def entry(self, one: Indicator, joined: joining.Joined, fewest: int) -> Entry:
        """Everything about one indicator."""
        k = self.context.k
        found = self._model(one, joined, k)
        return Entry(
            indicator=one.id,
            type=one.type,
            direction=one.direction,
            direction_reason=one.direction_reason,
            definition=dict(one.definition),
            min_exposure=fewest,
            periods=joined.periods,
            versions=tuple(describe.versions(one, joined, k)),
            mix=joined.mix,
            model=found if isinstance(found, Model) else None,
            reason=None if isinstance(found, Model) else found,
            shrinkage=tuple(describe.shrinkage(one, joined, k)),
            selection=tuple(describe.selection(one, joined, k)),
        )

    def _model(self, one: Indicator, joined: joining.Joined, k: int) -> Model | Why:
        """The fitted model, or why there is none."""
        params, values = self.params, self.context.scored.values
        versions = {v: joined.rates[v] for v in joined.modelled}
        if not versions:
            return "kpi_no_rates"
        columns = [values[name] for name in params.predictors]
        columns += [column.values for column in self.controls]
        complete = complete_rows(columns) & (self.group >= 0)
        for rates_ in versions.values():
            complete &= rates_.there
            if params.lag:
                complete &= ~np.isnan(rates_.before)
        terms = ["intercept", *params.predictors, *(c.term for c in self.controls)]
        terms += ["lag"] if params.lag else []
        if complete.sum() < max(k, len(terms) + 2):
            return "kpi_lag_missing" if params.lag else "kpi_too_few"
        predictors.check(self.controls, complete, self.context)
        if len(np.unique(self.group[complete])) < 2:
            return "kpi_one_group"
        x = [self._matrix(complete, rates_) for rates_ in versions.values()]
        ratemodels.refuse_what_repeats(x[0][complete], terms[1:])
        made = ratemodels.design(versions, x, complete, self.group)
        if np.ptp(made.y / made.n if one.type in ("binomial", "count") else made.y) == 0:
            return "kpi_same"
        found = ratemodels.fit(one.type, made, terms, params.errors)
        if found is None:
            self.caveats.append(Caveat("kpi_separated", "inadmissible", {"variable": one.id}))
            return "kpi_separated"
        self.used |= complete
        known = all(rates_.counted for rates_ in versions.values())
        return Model(
            agents=made.agents,
            clusters=len(np.unique(made.group)),
            contacts={
                version: float(rates_.n[complete].sum()) if known else None
                for version, rates_ in versions.items()
            },
            dispersion=found.dispersion,
            terms=found.terms,
            differences=found.differences,
            mixed=self._mixed(one, made, terms),
            nb=ratemodels.over_dispersed(made, terms)
            if one.type == "count" and (found.dispersion or 0) > ratemodels.SCALED_APART
            else None,
        )

    def _mixed(
        self, one: Indicator, made: ratemodels.Design, terms: Sequence[str]
    ) -> Mixed | None:
        """The logit with an intercept per agent, where it is asked for."""
        if not self.params.mixed or one.type != "binomial":
            return None
        found = ratemodels.mixed(made, terms)
        if not found.converged:
            self.caveats.append(Caveat("kpi_mixed_failed", "warning", {"variable": one.id}))
        return found

    def _matrix(self, used: Mask, rates_: joining.Rates) -> Array:
        """Intercept, standardised predictors, controls, and the period before."""
        values = self.context.scored.values
        columns = [np.ones(len(used))]
        for name in self.params.predictors:
            known = np.where(used, values[name], np.nan)
            scaled = standardise(known)
            columns.append(np.zeros(len(used)) if np.isnan(scaled).all() else scaled)
        columns += [column.values for column in self.controls]
        if self.params.lag:
            columns.append(standardise(np.where(used, rates_.before, np.nan)))
        return np.column_stack(columns)


def _sample(context: Context, joined: Mapping[str, joining.Joined], used: Mask) -> Sample:
    """Respondents in any model; the others by what they lack."""
    scored = context.scored
    agents = set(context.indicators.agent) if context.indicators else set()
    has_row = np.array([who in agents for who in scored.respondent], dtype=bool)
    enough = np.zeros(scored.n, dtype=bool)
    for one in joined.values():
        for rates_ in one.rates.values():
            enough |= rates_.there
    lost = {
        "no_indicator": int((~has_row & ~used).sum()),
        "below_exposure": int((has_row & ~enough & ~used).sum()),
        "missing_value": int((has_row & enough & ~used).sum()),
    }
    return scored.counted(int(used.sum()), lost)


def _caveats(
    context: Context,
    chosen: Sequence[Indicator],
    entries: Sequence[Entry],
    joined: Mapping[str, joining.Joined],
) -> Iterator[Caveat]:
    if not entries:
        yield Caveat("kpi_nothing", "warning", {})
        return
    yield Caveat("kpi_association", "note", {})
    undirected = [one.id for one in chosen if one.direction == "none" and one.id in joined]
    if undirected:
        yield Caveat("kpi_no_direction", "note", {"variables": ", ".join(undirected)})
    fewest = min((e.model.clusters for e in entries if e.model), default=DESCRIPTIVE)
    if fewest < DESCRIPTIVE:
        yield Caveat("kpi_few_clusters", "warning", {"clusters": fewest})
    lengths = [e.indicator for e in entries if len(joined[e.indicator].lengths) > 1]
    if lengths:
        yield Caveat("kpi_period_lengths", "warning", {"variables": ", ".join(lengths)})
    uncounted = [
        e.indicator
        for e in entries
        if not all(r.counted for r in joined[e.indicator].rates.values())
    ]
    if uncounted:
        yield Caveat("kpi_no_exposure", "warning", {"variables": ", ".join(uncounted)})
    if len(set(context.scored.respondent)) < context.scored.n:
        yield Caveat("kpi_waves", "note", {})
