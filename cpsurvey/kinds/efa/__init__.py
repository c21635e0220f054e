"""Exploratory factors of items, when a study asks for them (table T6)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.efa.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="efa",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.efa.run:efa",
    show="cpsurvey.kinds.efa.show",
    part="scales",
    place=30,
    check=check,
)
