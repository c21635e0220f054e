"""Objective indicators: routine, non-routine, and their difference (table T21)."""

from typing import Any

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.kpi.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="kpi",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.kpi.run:kpi",
    show="cpsurvey.kinds.kpi.show",
    part="question",
    place=90,
    check=check,
    first_page=FirstPage(place=60, lines=1),
    tests=True,
)
