"""Objective indicators: routine, non-routine, and their difference (table T21)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="kpi",
    asks="cpsurvey.kinds.kpi.options:Options",
    leaves="cpsurvey.kinds.kpi.data:Kpi",
    run="cpsurvey.kinds.kpi.run:kpi",
    show="cpsurvey.kinds.kpi.show",
    part="question",
    place=90,
    example="""\
analyses:
  - kind: kpi                   # of the indicators under 'kpi:'
    source: cop
    mediators: [tks, crm]
    controls: [tenure]
    cluster: team
""",
    checks="cpsurvey.kinds.kpi.options:check",
    first_page=FirstPage(place=60, lines=1),
    numbers="cpsurvey.kinds.kpi.targets:TARGETS",
    tests=True,
)
