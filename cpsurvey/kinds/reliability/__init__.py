"""Reliability of every scale and composite, with the formula named (table T7)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.reliability.data import ReliabilityOfScales
from cpsurvey.kinds.reliability.options import Options, check

KIND: Kind[Options, ReliabilityOfScales] = Kind(
    name="reliability",
    options=Options,
    data=ReliabilityOfScales,
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
    check=check,
    first_page=FirstPage(place=90, lines=1),
)
