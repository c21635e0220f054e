"""Correlations of scores with reliability on the diagonal (table T11)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.correlations.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="correlations",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.correlations.run:correlations",
    show="cpsurvey.kinds.correlations.show",
    part="scales",
    place=50,
    check=check,
    tests=True,
)
