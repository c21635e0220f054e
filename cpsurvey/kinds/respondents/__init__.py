"""Who answered: background questions, teams and centres (table T2)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.respondents.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="respondents",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.respondents.run:respondents",
    show="cpsurvey.kinds.respondents.show",
    part="who",
    place=30,
    check=check,
)
