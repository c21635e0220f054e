"""Who answered carefully, and whether the main model depends on who did not (table T3)."""

from typing import Any

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.screening.options import Options

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="screening",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.screening.run:screening",
    show="cpsurvey.kinds.screening.show",
    part="who",
    place=20,
    first_page=FirstPage(place=120, lines=1),
    together=True,
)
