"""Is it the other way round, or something left out? Order and omitted causes (T29)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="direction",
    asks="cpsurvey.kinds.direction.options:Options",
    leaves="cpsurvey.kinds.direction.data:Direction",
    run="cpsurvey.kinds.direction.run:direction",
    show="cpsurvey.kinds.direction.show",
    part="question",
    place=16,
    example="""\
analyses:
  - kind: direction             # of the main model's indirect effects
  - kind: sem
    model: m3
    estimator: mlr
    cluster: team
    main: true
""",
    checks="cpsurvey.kinds.direction.options:check",
    first_page=FirstPage(place=45, lines=1),
    numbers="cpsurvey.kinds.direction.targets:TARGETS",
)
