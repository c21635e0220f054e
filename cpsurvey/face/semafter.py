"""What is asked of a fitted model beside its estimates, as data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    import pandas as pd

    from cpsurvey.sem.after.uncertain import Uncertain
    from cpsurvey.sem.semfit import SemFit

NO_LEVELS = "write the model without levels"


def effects(found: SemFit, block: str, seed: int) -> pd.DataFrame:
    """Effects with their intervals, standardised ones beside."""
    import pandas as pd

    from cpsurvey.sem.after.effects import effects as every

    rows: list[dict[str, Any]] = [
        {
            "source": e.wanted.source,
            "outcome": e.wanted.outcome,
            "role": e.wanted.role,
            "through": " ".join(e.wanted.through),
            block: e.wanted.group,
            **_numbers(e.value, ""),
            **_numbers(e.std_all, "std_all_"),
        }
        for e in every(found, seed).rows
    ]
    names = ["est", "se", "pvalue", "ci_lower", "ci_upper", "mc_lower", "mc_upper"]
    columns = ["source", "outcome", "role", "through", block, *names]
    columns += ["std_all", *(f"std_all_{name}" for name in names[1:])]
    frame = pd.DataFrame(rows).rename(columns={"std_all_est": "std_all"})
    frame = frame.reindex(columns=columns)
    return frame.astype(dict.fromkeys(columns[5:], float))


def _numbers(value: Uncertain, before: str) -> dict[str, float | None]:
    told = {name: getattr(value, name) for name in ("est", "se", "pvalue")}
    for name in ("ci", "mc"):
        told[f"{name}_lower"], told[f"{name}_upper"] = getattr(value, name) or (None, None)
    return {f"{before}{name}": one for name, one in told.items()}


def compared(models: Sequence[SemFit]) -> pd.DataFrame:
    """Difference tests of nested models, the most general first."""
    import pandas as pd

    from cpsurvey.sem.after.nested import compare

    if len(models) < 2:
        raise CpsurveyError(
            "CPS303", "one model alone compares with nothing", fix="give another fitted model"
        )
    tests = compare(models)
    rows: list[dict[str, Any]] = []
    for at in (tests[0].general, *(test.restricted for test in tests)):
        fit = models[at].fit
        test = next((one.test for one in tests if one.restricted == at), None)
        rows.append(
            {"model": at}
            | {name: fit.get(name) for name in ("df", "aic", "bic", "chisq")}
            | {
                "chisq_diff": test.chisq if test else None,
                "df_diff": test.df if test else None,
                "pvalue": test.pvalue if test else None,
            }
        )
    numbers = ("df", "aic", "bic", "chisq", "chisq_diff", "df_diff", "pvalue")
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, float))


def scores(found: SemFit, method: str) -> pd.DataFrame:
    """Factor scores by row of the data."""
    import numpy as np
    import pandas as pd

    from cpsurvey.sem.after.scores import factor_scores

    if method not in ("regression", "bartlett"):
        fix = "take 'regression' or 'bartlett'"
        raise CpsurveyError("CPS303", f"no factor scores are called '{method}'", fix=fix)
    _refuse_levels(found, "factor scores")
    if not found.table.latent:
        raise CpsurveyError(
            "CPS303", "a model without factors has no factor scores", fix="write one with '=~'"
        )
    fitted = found.model.rows
    if fitted is None:
        raise CpsurveyError(
            "CPS303", "moments have no rows to score", fix="fit the model to data"
        )
    table = np.full((len(fitted.used), len(found.table.latent)), np.nan)
    for g, values in enumerate(factor_scores(found, method)):
        table[np.flatnonzero(fitted.used & (fitted.of_row == g))] = values
    return pd.DataFrame(table, columns=list(found.table.latent))


def residuals(found: SemFit, metric: str) -> pd.DataFrame:
    """Observed less implied moments."""
    import pandas as pd

    from cpsurvey.sem.after.scores import residuals as left

    if metric not in ("cor", "cov"):
        fix = "take 'cor' or 'cov'"
        raise CpsurveyError("CPS303", f"no residuals are called '{metric}'", fix=fix)
    _refuse_levels(found, "residuals")
    names = list(found.table.observed)
    groups = [
        pd.DataFrame(getattr(one, metric), index=names, columns=names) for one in left(found)
    ]
    if not found.groups:
        return groups[0]
    return pd.concat(groups, keys=list(found.groups), names=["group", "variable"])


def _refuse_levels(found: SemFit, what: str) -> None:
    if found.two_level:
        raise CpsurveyError("CPS303", f"models of two levels have no {what}", fix=NO_LEVELS)
