"""How much do answers owe to the method of asking? Common-method variance (table T14)."""

from typing import Any

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.method.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="method",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.method.run:method",
    show="cpsurvey.kinds.method.show",
    part="scales",
    place=90,
    check=check,
    first_page=FirstPage(place=100, lines=1),
)
