"""Mixed models: people in teams, random intercepts and slopes, contextual effects (T20)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="mixed",
    asks="cpsurvey.kinds.mixed.options:Options",
    leaves="cpsurvey.kinds.mixed.data:MixedModel",
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
    checks="cpsurvey.kinds.mixed.options:check",
    numbers="cpsurvey.kinds.mixed.targets:TARGETS",
    tests=True,
)
