"""Indirect effects within and between teams, apart (1-1-1 mediation; tables T17, T18)."""

from typing import Any

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.multilevel.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="multilevel_mediation",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.multilevel.run:multilevel_mediation",
    show="cpsurvey.kinds.multilevel.show",
    part="question",
    place=80,
    check=check,
    first_page=FirstPage(place=80, lines=2),
    tests=True,
    together=True,
)
