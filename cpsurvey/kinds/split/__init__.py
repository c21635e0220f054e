"""Variance of outcomes by person, team and detected community, crossed. Table T23a."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="split",
    asks="cpsurvey.kinds.split.options:Options",
    leaves="cpsurvey.kinds.split.data:Split",
    run="cpsurvey.kinds.split.run:split",
    show="cpsurvey.kinds.split.show",
    part="question",
    place=84,
    example="""\
analyses:
  - kind: split
    outcomes: [perf_ad, perf_rp]
""",
    checks="cpsurvey.kinds.split.options:check",
)
