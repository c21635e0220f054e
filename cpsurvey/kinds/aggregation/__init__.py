"""Do answers belong to teams? Intraclass correlations and agreement (table T15)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.aggregation.data import Aggregation
from cpsurvey.kinds.aggregation.options import Options, check
from cpsurvey.kinds.aggregation.targets import TARGETS

KIND: Kind[Options, Aggregation] = Kind(
    name="aggregation",
    options=Options,
    data=Aggregation,
    run="cpsurvey.kinds.aggregation.run:aggregation",
    show="cpsurvey.kinds.aggregation.show",
    part="question",
    place=70,
    example="""\
analyses:
  - kind: aggregation
    scales: [cop_me, tks_don]
    group: team
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
