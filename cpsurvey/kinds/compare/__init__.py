"""Do groups differ? Welch's tests, effect sizes, every pair after a test of all."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="compare",
    asks="cpsurvey.kinds.compare.options:Options",
    leaves="cpsurvey.kinds.compare.data:Comparisons",
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
    checks="cpsurvey.kinds.compare.options:check",
    tests=True,
)
