"""Are the scales apart? (table T10)."""

from cpsurvey.analysis.measurement_options import check
from cpsurvey.kind import Kind
from cpsurvey.kinds.discriminant.data import Discriminant
from cpsurvey.kinds.discriminant.options import DiscriminantOptions

KIND: Kind[DiscriminantOptions, Discriminant] = Kind(
    name="discriminant",
    options=DiscriminantOptions,
    data=Discriminant,
    run="cpsurvey.kinds.discriminant.run:discriminant",
    show="cpsurvey.kinds.discriminant.show",
    part="scales",
    place=70,
    example="""\
analyses:
  - kind: discriminant
    scales: [cop_me, cop_je, cop_sr, tks_don, tks_col]
""",
    check=check,
)
