"""Blocks of predictors, with classical, HC3, CR1 and CR2 errors (table T16)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.regression.data import Regression
from cpsurvey.kinds.regression.options import Options, check
from cpsurvey.kinds.regression.targets import TARGETS

KIND: Kind[Options, Regression] = Kind(
    name="regression",
    options=Options,
    data=Regression,
    run="cpsurvey.kinds.regression.run:regression",
    show="cpsurvey.kinds.regression.show",
    part="question",
    place=40,
    example="""\
analyses:
  - kind: regression
    outcome: perf_ad
    blocks: [tenure, zcop, ztks + znrw, "ztks:znrw"]   # entered one after the other
    errors: cr2
    cluster: team
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
