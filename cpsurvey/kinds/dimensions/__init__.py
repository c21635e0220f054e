"""Can the items carry factors, and how many? (table T5)."""

from typing import Any

from cpsurvey.analysis.scales import check
from cpsurvey.kind import Kind
from cpsurvey.kinds.dimensions.options import Options

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="dimensions",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.dimensions.run:dimensions",
    show="cpsurvey.kinds.dimensions.show",
    part="scales",
    place=20,
    check=check,
)
