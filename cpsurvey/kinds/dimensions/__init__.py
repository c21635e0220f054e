"""Can the items carry factors, and how many? (table T5)."""

from cpsurvey.analysis.scale_options import check
from cpsurvey.kind import Kind
from cpsurvey.kinds.dimensions.data import Dimensions
from cpsurvey.kinds.dimensions.options import Options

KIND: Kind[Options, Dimensions] = Kind(
    name="dimensions",
    options=Options,
    data=Dimensions,
    run="cpsurvey.kinds.dimensions.run:dimensions",
    show="cpsurvey.kinds.dimensions.show",
    part="scales",
    place=20,
    example="""\
analyses:
  - kind: dimensions
    scales: [cop_me, cop_je, cop_sr]
""",
    check=check,
)
