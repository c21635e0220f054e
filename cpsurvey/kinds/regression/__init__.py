"""Blocks of predictors, with classical, HC3, CR1 and CR2 errors (table T16)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="regression",
    asks="cpsurvey.kinds.regression.options:Options",
    leaves="cpsurvey.kinds.regression.data:Regression",
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
    checks="cpsurvey.kinds.regression.options:check",
    numbers="cpsurvey.kinds.regression.targets:TARGETS",
    tests=True,
)
