"""Blocks of predictors, with classical, HC3 and cluster-robust errors (table T16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy import stats as distributions

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.base import LEVEL, Context, Params, Problem, kind
from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.analysis.numbers import number
from cpsurvey.design import Study
from cpsurvey.engines import ols as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Result

FEW_CLUSTERS = 50
"""Below this many groups the CR1 errors are too small on average (Cameron & Miller, 2015)."""


class Options(Params):
    """Options of `regression`."""

    outcome: str = Field(description="Variable to explain.")
    blocks: tuple[tuple[str, ...], ...] = Field(
        min_length=1,
        description="Terms added step by step: 'x', 'x:z' (product), 'C(x)' (categories).",
    )
    errors: Literal["classical", "hc3", "cluster"] = Field(
        "hc3", description="Standard errors that are interpreted; all are in the results."
    )
    cluster: str | None = Field(None, description="Group whose members resemble each other.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcome, terms or groups; a cluster error without a group."""
    known = numeric(study)
    yield from unknown("outcome", [params.outcome], known, "a variable with numbers")
    for block in params.blocks:
        for term in block:
            if not grammar.is_term(term):
                yield Problem("blocks", f"'{term}' is not a term", "write x, x:z or C(x)")
            else:
                used = grammar.variables(term)
                yield from unknown("blocks", used, known, "a variable with numbers")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    elif params.errors == "cluster":
        yield Problem("errors", "cluster-robust errors need a group", "add 'cluster: team'")


@kind("regression", Options, check)
def regression(params: Options, context: Context) -> list[Result]:
    """Regress the outcome on the blocks, all blocks on the same respondents."""
    scored = context.scored
    blocks = [
        [
            column
            for term in block
            for column in grammar.columns(term, scored, context.questionnaire)
        ]
        for block in params.blocks
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
    for step in range(len(blocks)):
        entered = [column for block in blocks[: step + 1] for column in block]
        fit = engine.ols(y, np.column_stack([c.values[used] for c in entered]), clusters)
        rows.append(
            {
                "block": step + 1,
                "added": [column.term for column in blocks[step]],
                "terms": _terms(fit, entered, used, y, params.errors),
                "n": len(y),
                "r2": fit.r2,
                "adj_r2": fit.adj_r2,
                **_change(fit, before, len(blocks[step])),
            }
        )
        before = fit
    return [
        Result(
            kind="regression",
            id=context.id,
            sample=scored.sample(used),
            data={
                "outcome": params.outcome,
                "errors": params.errors,
                "cluster": context.variable(params.cluster) if params.cluster else None,
                "clusters": count,
                "level": LEVEL,
                "blocks": rows,
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
    if params.errors == "cluster" and clusters is not None and clusters < 2:
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
    p = 2 * distributions.t.sf(np.abs(t), df)
    reach = distributions.t.ppf((1 + LEVEL) / 2, df) * se
    spread = [0.0, *(float(c.values[used].std(ddof=1)) for c in entered)]
    beta = fit.b * np.array(spread) / y.std(ddof=1)
    return [
        {
            "term": "intercept" if i == 0 else entered[i - 1].term,
            "b": number(fit.b[i]),
            "se": number(se[i]),
            "df": number(df),
            "t": number(t[i]),
            "pvalue": number(p[i]),
            "ci_lower": number(fit.b[i] - reach[i]),
            "ci_upper": number(fit.b[i] + reach[i]),
            "beta": None if i == 0 else number(beta[i]),
            "vif": None if i == 0 else number(fit.vif[i - 1]),
            **{f"se_{name}": number(value[i]) for name, value in fit.se.items()},
            **({} if "cluster" in fit.se else {"se_cluster": None}),
        }
        for i in range(len(fit.b))
    ]


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


def _caveats(params: Options, clusters: int | None, rows: list[dict[str, Any]]) -> list[Caveat]:
    found = []
    if params.errors == "cluster" and clusters is not None and clusters < FEW_CLUSTERS:
        found.append(Caveat("few_clusters", "warning", {"clusters": clusters}))
    worst = max((t["vif"] or 1.0, t["term"]) for t in rows[-1]["terms"])
    if worst[0] > 5:
        found.append(Caveat("high_vif", "warning", {"term": worst[1], "vif": worst[0]}))
    return found
