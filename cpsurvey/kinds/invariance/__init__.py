"""Do items mean the same in all languages or groups? (T13)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.invariance.data import Invariance
from cpsurvey.kinds.invariance.options import Options, check

KIND: Kind[Options, Invariance] = Kind(
    name="invariance",
    options=Options,
    data=Invariance,
    run="cpsurvey.kinds.invariance.run:invariance",
    show="cpsurvey.kinds.invariance.show",
    part="scales",
    place=80,
    example="""\
analyses:
  - kind: invariance
    by: language
    scales: [cop_me, tks_don]
""",
    check=check,
    first_page=FirstPage(place=110, lines=1),
)
