"""Indirect effects within and between teams, apart (1-1-1 mediation; tables T17, T18)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="multilevel_mediation",
    asks="cpsurvey.kinds.multilevel.options:Options",
    leaves="cpsurvey.kinds.multilevel.data:Multilevel",
    run="cpsurvey.kinds.multilevel.run:multilevel_mediation",
    show="cpsurvey.kinds.multilevel.show",
    part="question",
    place=80,
    example="""\
analyses:
  - kind: multilevel_mediation
    source: cop
    mediators: [tks]
    outcomes: [perf_ad]
    group: team
""",
    checks="cpsurvey.kinds.multilevel.options:check",
    first_page=FirstPage(place=80, lines=2),
    tests=True,
    numbers="cpsurvey.kinds.multilevel.targets:TARGETS",
)
