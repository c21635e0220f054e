"""Data frames of tables, parameters and measures, in full precision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from cpsurvey.report.table import Table
    from cpsurvey.results import Estimate
    from cpsurvey.sem.semfit import Parameter


PLACE = ("lhs", "op", "rhs", "group", "label")
NUMBERS = ("est", "se", "z", "pvalue", "ci_lower", "ci_upper", "std_lv", "std_all")


def of_table(table: Table) -> pd.DataFrame:
    """Columns by their keys; what is missing is NaN, a remark in place of a number a text."""
    import pandas as pd

    keys, rows = table.flat()
    texts = {column.key for column in table.columns if column.kind == "text"}
    texts |= {"group", "heading"} & set(keys) - {column.key for column in table.columns}
    columns = zip(*rows, strict=True) if rows else ((),) * len(keys)
    found = {
        key: pd.Series(list(cells), dtype=object) if key in texts else _numbers(cells)
        for key, cells in zip(keys, columns, strict=True)
    }
    return pd.DataFrame(found, columns=keys)


def _numbers(cells: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd

    told = [None if cell == "" else cell for cell in cells]
    there = [cell for cell in told if cell is not None]
    if any(isinstance(cell, str) for cell in there):
        return pd.Series(told, dtype=object)
    if there and all(isinstance(cell, int) for cell in there):
        return pd.Series(told, dtype="int64" if len(there) == len(told) else "Int64")
    return pd.Series(told, dtype=float)


def of_parameters(
    parameters: Iterable[Parameter | Estimate], block: str = "group"
) -> pd.DataFrame:
    """Parameters as lavaan's ``parameterEstimates``; `block` is what its groups are called."""
    import pandas as pd

    rows = [[getattr(one, name) for name in PLACE + NUMBERS] for one in parameters]
    found = pd.DataFrame(rows, columns=list(PLACE + NUMBERS))
    found = found.astype(dict.fromkeys(NUMBERS, float))
    return found.rename(columns={"group": block})


def of_measures(fit: Mapping[str, float | int | None]) -> pd.Series[float]:
    """Fit measures by lavaan's names."""
    import pandas as pd

    return pd.Series(dict(fit), dtype=float, name="value")
