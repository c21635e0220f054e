"""Are the scales apart? (table T10)."""

from typing import Any

from cpsurvey.analysis.measurement import check
from cpsurvey.kind import Kind
from cpsurvey.kinds.discriminant.options import DiscriminantOptions

KIND: Kind[DiscriminantOptions, dict[str, Any]] = Kind(
    name="discriminant",
    options=DiscriminantOptions,
    data=dict,
    run="cpsurvey.kinds.discriminant.run:discriminant",
    show="cpsurvey.kinds.discriminant.show",
    part="scales",
    place=70,
    check=check,
)
