"""Objective indicators: routine, non-routine, and their difference (table T21)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.kpi.data import Kpi
from cpsurvey.kinds.kpi.options import Options, check
from cpsurvey.kinds.kpi.targets import TARGETS

KIND: Kind[Options, Kpi] = Kind(
    name="kpi",
    options=Options,
    data=Kpi,
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
    check=check,
    first_page=FirstPage(place=60, lines=1),
    targets=TARGETS,
    tests=True,
)
