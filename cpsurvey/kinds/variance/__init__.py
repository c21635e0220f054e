"""How collective is an outcome? Its variance by person, team, centre (table T23)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="variance",
    asks="cpsurvey.kinds.variance.options:Options",
    leaves="cpsurvey.kinds.variance.data:ByLevel",
    run="cpsurvey.kinds.variance.run:variance",
    show="cpsurvey.kinds.variance.show",
    part="question",
    place=60,
    example="""\
analyses:
  - kind: variance
    outcomes: [perf_ad, perf_rp, tks]
    groups: [team, centre]
""",
    checks="cpsurvey.kinds.variance.options:check",
    numbers="cpsurvey.kinds.variance.targets:TARGETS",
    tests=True,
)
