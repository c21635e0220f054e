"""Does an effect depend on how routine work is? Interactions and their regions (T19)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="moderation",
    asks="cpsurvey.kinds.moderation.options:Options",
    leaves="cpsurvey.kinds.moderation.data:Moderation",
    run="cpsurvey.kinds.moderation.run:moderation",
    show="cpsurvey.kinds.moderation.show",
    part="question",
    place=30,
    example="""\
analyses:
  - kind: moderation
    outcome: perf_ad
    predictor: tks
    moderator: nrw
    covariates: tenure
    cluster: team
""",
    checks="cpsurvey.kinds.moderation.options:check",
    first_page=FirstPage(place=50, lines=2),
    numbers="cpsurvey.kinds.moderation.targets:TARGETS",
    tests=True,
)
