"""Sample flow: from rows read to respondents analysed, and to those who answered carefully."""

from cpsurvey.kind import FirstPage, Kind, Params
from cpsurvey.kinds.flow.data import Flow

KIND: Kind[Params, Flow] = Kind(
    name="flow",
    options=Params,
    data=Flow,
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
