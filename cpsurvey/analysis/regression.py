"""Blocks of predictors, with classical, HC3, CR1 and CR2 errors (table T16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy import stats as distributions

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.base import LEVEL, Context, Params, Problem, kind
from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.analysis.numbers import number
from cpsurvey.design import Study
from cpsurvey.engines import ols as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Result

FEW_CLUSTERS = 50
"""Below this many groups the CR1 errors are too small on average (Cameron & Miller, 2015)."""
BINS = 10
"""Slices of the fitted values whose mean residuals are shown."""

Errors = Literal["classical", "hc3", "cr1", "cr2"]


class Options(Params):
    """Options of `regression`."""

    outcome: str = Field(description="Variable to explain.")
    blocks: tuple[str | tuple[str, ...], ...] = Field(
        min_length=1,
        description="Terms added step by step, as a formula 'a + b*c + C(x) + poly(y, 2)' or "
        "a list of terms.",
    )
    errors: Errors | None = Field(
        None,
        description="Errors that are interpreted (all are in the results); by default cr2 "
        "with a cluster, else hc3.",
    )
    cluster: str | None = Field(None, description="Group whose members resemble each other.")

    @property
    def interpreted(self) -> Errors:
        """The kind of error whose p-values are printed."""
        return self.errors or ("cr2" if self.cluster else "hc3")

    @property
    def formulas(self) -> list[str]:
        """One formula per block."""
        return [b if isinstance(b, str) else " + ".join(b) for b in self.blocks]


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcome, terms or groups; a cluster error without a group."""
    known = numeric(study)
    yield from unknown("outcome", [params.outcome], known, "a variable with numbers")
    for formula in params.formulas:
        yield from understood("blocks", formula, known)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    elif params.errors in ("cr1", "cr2"):
        yield Problem("errors", "cluster-robust errors need a group", "add 'cluster: team'")


@kind("regression", Options, check)
def regression(params: Options, context: Context) -> list[Result]:
    """Regress the outcome on the blocks, all blocks on the same respondents."""
    scored = context.scored
    blocks = [
        grammar.columns(formula, scored, context.questionnaire) for formula in params.formulas
    ]
    outcome = scored.values[params.outcome]
    groups = context.group(params.cluster) if params.cluster else None
    everything = np.column_stack([outcome, *(c.values for b in blocks for c in b)])
    used: NDArray[np.bool_] = np.asarray(~np.isnan(everything).any(axis=1))
    if groups is not None:
        used &= groups >= 0
    y = outcome[used]
    clusters = groups[used] if groups is not None else None
    count = len(np.unique(clusters)) if clusters is not None else None
    _refuse_what_cannot_be_fitted(params, y, blocks, used, count)

    rows: list[dict[str, Any]] = []
    before: engine.Ols | None = None
    fit: engine.Ols | None = None
    for step in range(len(blocks)):
        entered = [column for block in blocks[: step + 1] for column in block]
        fit = engine.ols(y, np.column_stack([c.values[used] for c in entered]), clusters)
        rows.append(
            {
                "block": step + 1,
                "added": [column.term for column in blocks[step]],
                "terms": _terms(fit, entered, used, y, params.interpreted),
                "n": len(y),
                "r2": fit.r2,
                "adj_r2": fit.adj_r2,
                **_change(fit, before, len(blocks[step])),
                **_robust_change(fit, len(blocks[step]), params.interpreted),
            }
        )
        before = fit
    assert fit is not None
    entered = [column for block in blocks for column in block]
    x = np.column_stack([c.values[used] for c in entered])
    return [
        Result(
            kind="regression",
            id=context.id,
            sample=scored.sample(used),
            data={
                "outcome": params.outcome,
                "errors": params.interpreted,
                "cluster": context.variable(params.cluster) if params.cluster else None,
                "clusters": count,
                "level": LEVEL,
                "blocks": rows,
                "diagnostics": _diagnostics(fit, y, x, context.study.file.privacy.k),
            },
            caveats=_caveats(params, count, rows),
        )
    ]


def _refuse_what_cannot_be_fitted(
    params: Options,
    y: NDArray[np.float64],
    blocks: Sequence[Sequence[grammar.Column]],
    used: NDArray[np.bool_],
    clusters: int | None,
) -> None:
    entered = [column for block in blocks for column in block]
    if len(y) < len(entered) + 2:
        raise CpsurveyError(
            "CPS404",
            f"{len(y)} complete respondents are too few for {len(entered)} predictors",
            fix="leave out predictors with many missing answers",
        )
    still = [c.term for c in entered if np.ptp(c.values[used]) == 0]
    if np.ptp(y) == 0:
        still.insert(0, params.outcome)
    if still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still)}: everybody analysed has the same value",
            fix="leave it out of the analysis",
        )
    x = np.column_stack([c.values[used] for c in entered])
    if engine.rank(x) < x.shape[1] + 1:
        first = next(i for i in range(x.shape[1]) if engine.rank(x[:, : i + 1]) < i + 2)
        raise CpsurveyError(
            "CPS406",
            f"'{entered[first].term}' is an exact combination of predictors before it",
            fix="take one of them out",
        )
    if params.interpreted in ("cr1", "cr2") and clusters is not None and clusters < 2:
        raise CpsurveyError(
            "CPS408", "all complete respondents are in one group", fix="use errors: hc3"
        )


def _terms(
    fit: engine.Ols,
    entered: Sequence[grammar.Column],
    used: NDArray[np.bool_],
    y: NDArray[np.float64],
    errors: str,
) -> list[dict[str, Any]]:
    se, df = fit.se[errors], fit.df[errors]
    t = fit.b / se
    p = np.asarray(2 * distributions.t.sf(np.abs(t), df))
    reach = np.asarray(distributions.t.ppf((1 + LEVEL) / 2, df) * se)
    spread = [0.0, *(_spread(c, used) for c in entered)]
    beta = fit.b * np.array(spread) / y.std(ddof=1)
    return [
        {
            "term": "intercept" if i == 0 else entered[i - 1].term,
            "b": number(fit.b[i]),
            "se": number(se[i]),
            "df": number(df[i]),
            "t": number(t[i]),
            "pvalue": number(p[i]),
            "ci_lower": number(fit.b[i] - reach[i]),
            "ci_upper": number(fit.b[i] + reach[i]),
            "beta": None if i == 0 else number(beta[i]),
            "vif": None if i == 0 else number(fit.vif[i - 1]),
            **{f"se_{name}": number(value[i]) for name, value in fit.se.items()},
            **({} if "cr2" in fit.se else {"se_cr1": None, "se_cr2": None}),
        }
        for i in range(len(fit.b))
    ]


def _spread(column: grammar.Column, used: NDArray[np.bool_]) -> float:
    """Standard deviation; of a product, the product of its parts' deviations.

    A product is never standardised itself: its coefficient would no longer be the change
    of a slope (Aiken & West, 1991).
    """
    return float(np.prod([part[used].std(ddof=1) for part in column.parts]))


def _change(fit: engine.Ols, before: engine.Ols | None, added: int) -> dict[str, Any]:
    """Change of R2 with its classical F test, and f2 of the block (Cohen, 1988)."""
    r2_before = before.r2 if before else 0.0
    delta = fit.r2 - r2_before
    f = (delta / added) / ((1 - fit.r2) / fit.df_resid) if fit.r2 < 1 else np.inf
    return {
        "delta_r2": number(delta),
        "f2": number(delta / (1 - fit.r2)) if fit.r2 < 1 else None,
        "f_change": number(f),
        "df1": added,
        "df2": fit.df_resid,
        "p_change": number(distributions.f.sf(f, added, fit.df_resid)),
    }


def _robust_change(fit: engine.Ols, added: int, errors: Errors) -> dict[str, Any]:
    """Joint test of the block with the interpreted errors: Wald's F, or HTZ under CR2."""
    place = np.arange(len(fit.b) - added, len(fit.b))
    if errors == "cr2":
        assert fit.clustered is not None
        F, _, df2, p = fit.clustered.wald(fit.b, place)
    else:
        V = fit.vcov[errors][np.ix_(place, place)]
        F = float(fit.b[place] @ np.linalg.solve(V, fit.b[place])) / added
        df2 = float(fit.df[errors][0])
        p = float(distributions.f.sf(F, added, df2))
    return {"wald_f": number(F), "wald_df2": number(df2), "wald_p": number(p)}


def _diagnostics(
    fit: engine.Ols, y: NDArray[np.float64], x: NDArray[np.float64], k: int
) -> dict[str, Any]:
    """Tests and, for the picture, mean residuals by slices of at least `k` people."""
    found = engine.diagnostics(y, x)
    slices = np.array_split(
        np.argsort(fit.fitted, kind="stable"), max(1, min(BINS, len(y) // k))
    )
    probabilities = (np.arange(1, 20)) / 20
    scaled = fit.residuals / fit.residuals.std(ddof=1)
    return {
        "bp": number(found.bp),
        "bp_df": found.bp_df,
        "bp_pvalue": number(found.bp_pvalue),
        "skew": number(found.skew),
        "kurtosis": number(found.kurtosis),
        "max_cook": number(found.cook.max()),
        "max_leverage": number(found.leverage.max()),
        "slices": [
            {
                "fitted": number(fit.fitted[rows].mean()),
                "residual": number(fit.residuals[rows].mean()),
                "se": number(fit.residuals[rows].std(ddof=1) / np.sqrt(len(rows)))
                if len(rows) > 1
                else None,
            }
            for rows in slices
        ],
        "quantiles": [
            [number(a), number(b)]
            for a, b in zip(
                distributions.norm.ppf(probabilities),
                np.quantile(scaled, probabilities),
                strict=True,
            )
        ],
    }


def _caveats(params: Options, clusters: int | None, rows: list[dict[str, Any]]) -> list[Caveat]:
    found = []
    if params.interpreted == "cr1" and clusters is not None and clusters < FEW_CLUSTERS:
        found.append(Caveat("few_clusters", "warning", {"clusters": clusters}))
    worst = max((t["vif"] or 1.0, t["term"]) for t in rows[-1]["terms"])
    if worst[0] > 5:
        found.append(Caveat("high_vif", "warning", {"term": worst[1], "vif": worst[0]}))
    if alone := grammar.without_parts([t["term"] for t in rows[-1]["terms"]]):
        found.append(
            Caveat("product_without_parts", "warning", {"variables": ", ".join(alone)})
        )
    return found
