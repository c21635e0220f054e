"""Negative control: what teams and involvement do to a scale about nothing (T28)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="control",
    asks="cpsurvey.kinds.control.options:Options",
    leaves="cpsurvey.kinds.control.data:Control",
    run="cpsurvey.kinds.control.run:control",
    show="cpsurvey.kinds.control.show",
    part="question",
    place=75,
    example="""\
analyses:
  - kind: control
    outcomes: [perf_ad]         # of which teams are said to have a part
    beside: perf_rp             # of which they should have less
    involvement: cop
    explained: [perf_ad, perf_rp, tks]
    covariates: tenure
""",
    checks="cpsurvey.kinds.control.options:check",
    first_page=FirstPage(place=95, lines=1),
    numbers="cpsurvey.kinds.control.targets:TARGETS",
    tests=True,
)
