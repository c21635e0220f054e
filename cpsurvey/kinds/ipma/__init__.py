"""What a manager can act on: importance and performance from 0 to 100 (tables M3, M4)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.ipma.data import Ipma
from cpsurvey.kinds.ipma.options import Options, check

KIND: Kind[Options, Ipma] = Kind(
    name="ipma",
    options=Options,
    data=Ipma,
    run="cpsurvey.kinds.ipma.run:ipma",
    show="cpsurvey.kinds.ipma.show",
    part="act",
    place=10,
    example="""\
analyses:
  - kind: ipma
    target: perf_ad
    stages: [[cop], [tks], [crm]]   # causes first
    covariates: tenure
    cluster: team
""",
    check=check,
    opens_pages=True,
)
