"""What a manager can act on: importance and performance from 0 to 100 (tables M3, M4)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.ipma.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="ipma",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.ipma.run:ipma",
    show="cpsurvey.kinds.ipma.show",
    part="act",
    place=10,
    check=check,
    opens_pages=True,
)
