"""Who lacks what: refusals that name the column at fault and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError

Array = NDArray[np.float64]
SAME = 1e-8
"""Part of a predictor, in its own deviations, below which another has no share in it."""


def complete_rows(columns: Iterable[Array]) -> NDArray[np.bool_]:
    """Rows in which every column (n,) has a value."""
    return np.asarray(~np.isnan(np.column_stack(list(columns))).any(axis=1))


def refuse_empty(columns: Mapping[str, Array]) -> None:
    """Refuse variables nobody answered.

    Raises
    ------
    CpsurveyError
        CPS410 with the variables that are empty, whatever the others hold.
    """
    empty = [name for name, column in columns.items() if np.isnan(column).all()]
    if empty and len(next(iter(columns.values()))):
        raise CpsurveyError(
            "CPS410",
            f"nobody has a value of {', '.join(empty)}",
            fix="leave it out of this analysis; if it was asked, look in the findings of "
            "'cpsurvey ingest --dry-run' whether its column was recognised",
        )


def lacking(columns: Mapping[str, Array]) -> str:
    """What to do about too few complete rows: the column whose holes cost most."""
    names = list(columns)
    holes = np.isnan(np.column_stack(list(columns.values())))
    alone = holes.sum(axis=1) == 1
    cost = holes[alone].sum(axis=0)
    worst = int(np.argmax(cost))
    if not cost[worst]:
        return "ask for fewer variables, or collect more answers"
    more = int((~holes.any(axis=1)).sum() + cost[worst])
    return f"leave out '{names[worst]}': without it {more} are complete"


def combination(X: Array, names: Sequence[str]) -> list[str]:
    """Predictors that make up the first exact combination, the last one included.

    Parameters
    ----------
    X : (n, p) array
        Without the intercept; a constant is no combination of others here.
    """
    centred = X - X.mean(axis=0)
    spread = centred.std(axis=0)
    Z = centred / np.where(spread > 0, spread, 1.0)
    for i in range(1, Z.shape[1]):
        share, _, rank, _ = np.linalg.lstsq(Z[:, :i], Z[:, i], rcond=None)
        left = Z[:, i] - Z[:, :i] @ share
        if rank == i and float(np.abs(left).max(initial=0.0)) < SAME:
            parts = [n for n, b in zip(names[:i], share, strict=True) if abs(b) > SAME]
            return [*parts, names[i]]
    return list(names)


def refuse_repeats(X: Array, names: Sequence[str]) -> None:
    """Refuse predictors (n, p) that are exact combinations of each other.

    Raises
    ------
    CpsurveyError
        CPS406 naming only the predictors of the combination.
    """
    design = np.column_stack([np.ones(len(X)), X])
    if np.linalg.matrix_rank(design) == design.shape[1]:
        return
    *others, last = combination(X, names)
    one = f"'{last}' is an exact combination of {_named(others)}"
    raise CpsurveyError("CPS406", one, fix=f"take one of {_named([*others, last])} out")


def refuse_exact(outcome: str, y: Array, X: Array, names: Sequence[str]) -> None:
    """Refuse an outcome (n,) that its predictors (n, p) make up without a rest.

    Raises
    ------
    CpsurveyError
        CPS406 naming the predictors it is made of.
    """
    design = np.column_stack([np.ones(len(X)), X])
    b = np.linalg.lstsq(design, y, rcond=None)[0]
    if float(np.abs(y - design @ b).max(initial=0.0)) > SAME * float(y.std()):
        return
    made_of = [
        name
        for name, share, x in zip(names, b[1:], X.T, strict=True)
        if abs(share) * x.std() > SAME * y.std()
    ]
    raise CpsurveyError(
        "CPS406",
        f"'{outcome}' is an exact combination of {_named(made_of)}",
        fix="what an outcome is made of does not explain it; take it out",
    )


def _named(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
