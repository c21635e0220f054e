"""A file of numbers for one model: columns by name, no codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.encoding import decode
from cpsurvey.intake.table import sniff

MISSING = ["", "NA", "NaN", "."]


def read_columns(path: Path) -> dict[str, list[Any]]:
    """Columns of a delimited file: numbers where every cell is one, else text.

    Raises
    ------
    CpsurveyError
        CPS110 cannot be opened; CPS101, CPS102, CPS103 or CPS104 for its bytes; CPS106 two
        columns of one name.
    """
    import io

    import pandas as pd

    try:
        data = path.read_bytes()
    except OSError as error:
        raise CpsurveyError(
            "CPS110", f"the data cannot be read: {error.strerror}", where=str(path)
        ) from None
    text, _ = decode(data, named=None, where=path.name)
    text = text.removeprefix("\ufeff")
    delimiter = sniff(text)
    head = text.split("\n", 1)[0].rstrip("\r").split(delimiter)
    names = [name.strip().strip('"') for name in head]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CpsurveyError(
            "CPS106", f"two columns are called {', '.join(twice)}", where=path.name
        )
    frame = pd.read_csv(
        io.StringIO(text),
        sep=delimiter,
        na_values=MISSING,
        keep_default_na=False,
        decimal="," if delimiter == ";" else ".",
        skipinitialspace=True,
    )
    if frame.empty:
        raise CpsurveyError("CPS101", "the file holds no rows", where=path.name)
    return {str(name): frame[name].tolist() for name in frame.columns}
