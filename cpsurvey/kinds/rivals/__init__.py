"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from typing import Any

from cpsurvey.analysis.measurement import check
from cpsurvey.kind import Kind
from cpsurvey.kinds.rivals.options import RivalOptions

KIND: Kind[RivalOptions, dict[str, Any]] = Kind(
    name="rivals",
    options=RivalOptions,
    data=dict,
    run="cpsurvey.kinds.rivals.run:run",
    show="cpsurvey.kinds.rivals.show",
    part="scales",
    place=60,
    check=check,
)
