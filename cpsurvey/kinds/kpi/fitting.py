"""Models of one analysis of indicators: which agents, which columns, what is fitted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, predictors
from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.design.kpi import Indicator
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.kpi import describe, joining, measured, parts
from cpsurvey.kinds.kpi import rates as ratemodels
from cpsurvey.kinds.kpi.data import (
    Decomposition,
    Entry,
    Mixed,
    Model,
    Negative,
    Order,
    Why,
)
from cpsurvey.kinds.kpi.options import Options
from cpsurvey.results import Caveat, Scalar
from cpsurvey.scoring import standardise

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Work:
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
        self.marker = params.marked(context.study)
        self.caveats: list[Caveat] = predictors.caveats(self.controls, context)
        if (self.group < 0).all():  # nobody's team is known: agents are their own clusters
            if params.cluster:
                said: dict[str, Scalar] = {"variable": context.variable(params.cluster)}
                self.caveats.append(Caveat("kpi_no_groups", "warning", said))
            self.cluster_name, self.group = None, np.arange(scored.n)

    def entry(
        self, one: Indicator, joined: joining.Joined, fewest: int, order: Order | None
    ) -> Entry:
        """Everything about one indicator."""
        k = self.context.k
        several, twins = self._twins(joined, one)
        made = self._designs(twins, joined)
        found = made if isinstance(made, str) else self._model(one, joined, made, several)
        sound = isinstance(found, Model) and not isinstance(made, str)
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
            order=order,
            parts=self._parts(one, made, twins, found) if isinstance(found, Model) else None,
            negative=self._negative(one, joined, twins) if sound else None,
        )

    def _twins(
        self, joined: joining.Joined, one: Indicator
    ) -> tuple[imputed.Several, list[Work]]:
        """The work itself, or one for every completed data set of agents with the indicator.

        What an agent's contacts say of the answers helps to impute them.
        """
        versions = [joined.rates[v] for v in joined.modelled]
        if self.params.missing == "listwise" or not versions:
            return imputed.Several((self.context,)), [self]
        there = self.group >= 0
        for rates_ in versions:
            there = there & rates_.there
        beside = [rates_.value(one.type) for rates_ in versions]
        if self.params.lag:
            beside += [rates_.before for rates_ in versions]
            there = there & ~np.isnan(beside).any(axis=0)
        marker = self.context.available([self.marker]) if self.marker else []
        formulas = [*self.params.entered, *marker]
        formulas += [self.params.formula] if self.params.formula else []
        several = imputed.beside(self.context, formulas, beside, there, self.group)
        if len(several.contexts) == 1:
            return several, [self]
        return several, [Work(self.params, context) for context in several.contexts]

    def _designs(
        self, twins: Sequence[Work], joined: joining.Joined, more: Sequence[str] = ()
    ) -> list[ratemodels.Design] | Why:
        """Of every data set, or why there are none."""
        made = []
        for twin in twins:
            found = twin._design(joined, self.context.k, more)
            if isinstance(found, str):
                return found
            made.append(found)
        return made

    def _design(
        self, joined: joining.Joined, k: int, more: Sequence[str] = ()
    ) -> ratemodels.Design | Why:
        """Rows of the agents who have everything and `more`, or why there are none."""
        params, values = self.params, self.context.scored.values
        versions = {v: joined.rates[v] for v in joined.modelled}
        if not versions:
            return "kpi_no_rates"
        columns = [values[name] for name in (*params.entered, *more)]
        columns += [column.values for column in self.controls]
        complete = complete_rows(columns) & (self.group >= 0)
        for rates_ in versions.values():
            complete &= rates_.there
            if params.lag:
                complete &= ~np.isnan(rates_.before)
        if complete.sum() < max(k, len(self.terms) + len(more) + 2):
            return "kpi_lag_missing" if params.lag else "kpi_too_few"
        predictors.check(self.controls, complete, self.context)
        if len(np.unique(self.group[complete])) < 2:
            return "kpi_one_group"
        x = [self._matrix(complete, rates_) for rates_ in versions.values()]
        ratemodels.refuse_what_repeats(x[0][complete], self.terms[1:])
        return ratemodels.design(versions, x, complete, self.group)

    @property
    def terms(self) -> list[str]:
        """Columns of the model that holds everything."""
        lag = ["lag"] if self.params.lag else []
        return ["intercept", *self.params.entered, *(c.term for c in self.controls), *lag]

    def _model(
        self,
        one: Indicator,
        joined: joining.Joined,
        sets: Sequence[ratemodels.Design],
        several: imputed.Several,
    ) -> Model | Why:
        """The fitted model, or why there is none; a second look at the first data set."""
        made = sets[0]
        if np.ptp(made.y / made.n if one.type in ("binomial", "count") else made.y) == 0:
            return "kpi_same"
        found = ratemodels.fit(one.type, sets, self.terms, self.params.errors)
        if found is None:
            self.caveats.append(Caveat("kpi_separated", "inadmissible", {"variable": one.id}))
            return "kpi_separated"
        agents = made.agent[made.rows(0)]
        self.used[agents] = True
        if len(sets) > 1:
            said = imputed.caveats(several, found.lost, self.context)
            self.caveats += [one for one in said if one not in self.caveats]
        versions = {v: joined.rates[v] for v in made.versions}
        known = all(rates_.counted for rates_ in versions.values())
        return Model(
            agents=made.agents,
            clusters=len(np.unique(made.group)),
            contacts={
                version: float(rates_.n[agents].sum()) if known else None
                for version, rates_ in versions.items()
            },
            dispersion=found.dispersion,
            terms=found.terms,
            differences=found.differences,
            mixed=self._mixed(one, made, self.terms),
            nb=ratemodels.over_dispersed(made, self.terms)
            if one.type == "count" and (found.dispersion or 0) > ratemodels.SCALED_APART
            else None,
            imputation=imputed.told(several, found.lost) if len(sets) > 1 else None,
        )

    def _parts(
        self,
        one: Indicator,
        sets: Sequence[ratemodels.Design] | Why,
        twins: Sequence[Work],
        model: Model,
    ) -> Decomposition | None:
        """What of the source's effect is direct and what passes through mediators."""
        if not self.params.source or isinstance(sets, str):
            return None
        agents = [twin._agents(made) for twin, made in zip(twins, sets, strict=True)]
        found = parts.decomposed(one.type, agents, parts.seeded(self.context.seed, one.id))
        if found is None:
            self.caveats.append(Caveat("kpi_no_parts", "warning", {"variable": one.id}))
            return None
        return parts.as_modelled(found, model, self.params.source, one.type)

    def _agents(self, made: ratemodels.Design) -> parts.Agents:
        values, rows = self.context.scored.values, made.agent[made.rows(0)]
        return parts.Agents(
            made,
            standardise(values[str(self.params.source)][rows]),
            {name: _scaled(values[name][rows]) for name in self.params.mediators},
            self._controls(rows),
            self._reliability(rows),
        )

    def _negative(
        self, one: Indicator, joined: joining.Joined, twins: Sequence[Work]
    ) -> Negative | None:
        """The marker beside involvement, among those who answered it too."""
        name, params = self.marker, self.params
        if not name or params.lag or name not in self.context.available([name]):
            return None
        found = self._beside_involvement(one, joined, name, twins)
        if found is None:
            said: dict[str, Scalar] = {"variable": one.id, "marker": name}
            self.caveats.append(Caveat("kpi_no_marker", "warning", said))
        return found

    def _beside_involvement(
        self, one: Indicator, joined: joining.Joined, marker: str, twins: Sequence[Work]
    ) -> Negative | None:
        try:
            sets = self._designs(twins, joined, [marker])
        except CpsurveyError:  # among fewer agents a control may be alike for all
            return None
        if isinstance(sets, str):
            return None
        agents = []
        for twin, made in zip(twins, sets, strict=True):
            found = twin._marked(made, marker)
            if found is None:
                return None
            agents.append(found)
        return parts.negative(one.type, agents, parts.seeded(self.context.seed, one.id))

    def _marked(self, made: ratemodels.Design, marker: str) -> parts.Agents | None:
        values, params = self.context.scored.values, self.params
        rows = made.agent[made.rows(0)]
        beside = [params.source] if params.source else params.predictors
        scaled = [standardise(values[name][rows]) for name in (marker, *beside)]
        if not all(np.isfinite(column).all() and np.ptp(column) for column in scaled):
            return None
        held = np.column_stack([*scaled[1:], self._controls(rows)])
        return parts.Agents(made, scaled[0], {}, held, {})

    def _reliability(self, agents: NDArray[np.int64]) -> dict[str, float]:
        """Of the mediators that have several items."""
        values = {name: column[agents] for name, column in self.context.scored.values.items()}
        found = {
            name: measured.reliability(name, self.context.questionnaire, values)
            for name in self.params.mediators
        }
        return {name: r for name, r in found.items() if r is not None}

    def _controls(self, agents: NDArray[np.int64]) -> Array:
        columns = [column.values[agents] for column in self.controls]
        return np.column_stack(columns) if columns else np.zeros((len(agents), 0))

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
        for name in self.params.entered:
            known = np.where(used, values[name], np.nan)
            scaled = standardise(known)
            columns.append(np.zeros(len(used)) if np.isnan(scaled).all() else scaled)
        columns += [column.values for column in self.controls]
        if self.params.lag:
            columns.append(standardise(np.where(used, rates_.before, np.nan)))
        return np.column_stack(columns)


def _scaled(values: Array) -> Array:
    """A mediator in standard deviations; one of two values as 0 and 1."""
    low, high = values.min(), values.max()
    two = len(np.unique(values)) == 2
    return np.asarray((values - low) / (high - low)) if two else standardise(values)
