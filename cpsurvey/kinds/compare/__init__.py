"""Do groups differ? Welch's tests, effect sizes, every pair after a test of all."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.compare.data import Comparisons
from cpsurvey.kinds.compare.options import Options, check

KIND: Kind[Options, Comparisons] = Kind(
    name="compare",
    options=Options,
    data=Comparisons,
    run="cpsurvey.kinds.compare.run:compare",
    show="cpsurvey.kinds.compare.show",
    part="question",
    place=100,
    example="""\
analyses:
  - kind: compare
    by: [language, shift]
    variables: [cop, tks, perf_ad]
    cluster: team
""",
    check=check,
    tests=True,
)
