"""Items of every scale: distribution, floor and ceiling, fit into the scale (table T4)."""

from typing import Any

from cpsurvey.analysis.scales import ScaleOptions, check
from cpsurvey.kind import Kind

KIND: Kind[ScaleOptions, dict[str, Any]] = Kind(
    name="items",
    options=ScaleOptions,
    data=dict,
    run="cpsurvey.kinds.items.run:items",
    show="cpsurvey.kinds.items.show",
    part="scales",
    place=10,
    check=check,
)
