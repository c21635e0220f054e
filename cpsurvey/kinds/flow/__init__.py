"""Sample flow: from rows read to respondents analysed, and to those who answered carefully."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="flow",
    asks="cpsurvey.kind:Params",
    leaves="cpsurvey.kinds.flow.data:Flow",
    run="cpsurvey.kinds.flow.run:flow",
    show="cpsurvey.kinds.flow.show",
    part="who",
    place=10,
    example="""\
analyses:
  - kind: flow
""",
    first_page=FirstPage(place=10, lines=1),
    together=True,
)
