"""Indirect effects: any number of mediators, side by side or in a row (T17, T18).

Natural direct and indirect effects where a mediator or an outcome is yes/no or a count.
"""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.kinds.mediation.options import Options, check
from cpsurvey.kinds.mediation.targets import TARGETS

KIND: Kind[Options, Mediation] = Kind(
    name="mediation",
    options=Options,
    data=Mediation,
    run="cpsurvey.kinds.mediation.run:mediation",
    show="cpsurvey.kinds.mediation.show",
    part="question",
    place=20,
    example="""\
analyses:
  - kind: mediation
    source: cop
    mediators: [tks, crm]
    outcomes: [perf_ad]
    covariates: tenure
    cluster: team
""",
    check=check,
    first_page=FirstPage(place=40, lines=2),
    targets=TARGETS,
    tests=True,
)
