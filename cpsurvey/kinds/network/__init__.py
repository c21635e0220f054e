"""Who names whom: each relation as a whole, and what ties go with (tables T22 to T22c)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.network.data import Network
from cpsurvey.kinds.network.options import Options, check

KIND: Kind[Options, Network] = Kind(
    name="network",
    options=Options,
    data=Network,
    run="cpsurvey.kinds.network.run:network",
    show="cpsurvey.kinds.network.show",
    part="question",
    place=81,
    example="""\
analyses:
  - kind: network
    exposure: tks
""",
    check=check,
)
