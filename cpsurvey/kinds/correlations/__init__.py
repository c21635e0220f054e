"""Correlations of scores with reliability on the diagonal (table T11)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.correlations.data import Correlations
from cpsurvey.kinds.correlations.options import Options, check

KIND: Kind[Options, Correlations] = Kind(
    name="correlations",
    options=Options,
    data=Correlations,
    run="cpsurvey.kinds.correlations.run:correlations",
    show="cpsurvey.kinds.correlations.show",
    part="scales",
    place=50,
    example="""\
analyses:
  - kind: correlations
    variables: [cop, tks, crm, perf_rp, perf_ad]
    cluster: team
""",
    check=check,
    tests=True,
)
