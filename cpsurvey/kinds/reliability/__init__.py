"""Reliability of every scale and composite, with the formula named (table T7)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="reliability",
    asks="cpsurvey.kinds.reliability.options:Options",
    leaves="cpsurvey.kinds.reliability.data:ReliabilityOfScales",
    run="cpsurvey.kinds.reliability.run:reliability",
    show="cpsurvey.kinds.reliability.show",
    part="scales",
    place=40,
    example="""\
analyses:
  - kind: reliability
    scales: [cop_me, cop_je, cop_sr]
    by: language
    cluster: team
""",
    checks="cpsurvey.kinds.reliability.options:check",
    first_page=FirstPage(place=90, lines=1),
)
