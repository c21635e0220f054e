"""How collective is an outcome? Its variance by person, team, centre (table T23)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.kinds.variance.options import Options, check
from cpsurvey.kinds.variance.targets import TARGETS

KIND: Kind[Options, ByLevel] = Kind(
    name="variance",
    options=Options,
    data=ByLevel,
    run="cpsurvey.kinds.variance.run:variance",
    show="cpsurvey.kinds.variance.show",
    part="question",
    place=60,
    example="""\
analyses:
  - kind: variance
    outcomes: [perf_ad, perf_rp, tks]
    groups: [team, centre]
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
