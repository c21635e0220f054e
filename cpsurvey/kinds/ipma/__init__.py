"""What a manager can act on: importance and performance from 0 to 100 (tables M3, M4)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="ipma",
    asks="cpsurvey.kinds.ipma.options:Options",
    leaves="cpsurvey.kinds.ipma.data:Ipma",
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
    checks="cpsurvey.kinds.ipma.options:check",
    opens_pages=True,
)
