"""Mixed models: people in teams, random intercepts and slopes, contextual effects (T20)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.mixed.data import MixedModel
from cpsurvey.kinds.mixed.options import Options, check
from cpsurvey.kinds.mixed.targets import TARGETS

KIND: Kind[Options, MixedModel] = Kind(
    name="mixed",
    options=Options,
    data=MixedModel,
    run="cpsurvey.kinds.mixed.run:run",
    show="cpsurvey.kinds.mixed.show",
    part="question",
    place=50,
    example="""\
analyses:
  - kind: mixed
    outcome: perf_ad
    predictors: [cop, tks, tenure]
    groups: [team]
    slopes: [tks]
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
