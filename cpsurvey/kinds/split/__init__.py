"""Variance of outcomes by person, team and detected community, crossed. Table T23a."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.split.data import Split
from cpsurvey.kinds.split.options import Options, check

KIND: Kind[Options, Split] = Kind(
    name="split",
    options=Options,
    data=Split,
    run="cpsurvey.kinds.split.run:split",
    show="cpsurvey.kinds.split.show",
    part="question",
    place=84,
    example="""\
analyses:
  - kind: split
    outcomes: [perf_ad, perf_rp]
""",
    check=check,
)
