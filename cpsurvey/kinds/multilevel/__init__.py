"""Indirect effects within and between teams, apart (1-1-1 mediation; tables T17, T18)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.multilevel.data import Multilevel
from cpsurvey.kinds.multilevel.options import Options, check
from cpsurvey.kinds.multilevel.targets import TARGETS

KIND: Kind[Options, Multilevel] = Kind(
    name="multilevel_mediation",
    options=Options,
    data=Multilevel,
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
    check=check,
    first_page=FirstPage(place=80, lines=2),
    tests=True,
    targets=TARGETS,
)
