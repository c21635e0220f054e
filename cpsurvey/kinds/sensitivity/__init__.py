"""How sure? The main model's effects under other choices one could have made (T25a, T25b)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="sensitivity",
    asks="cpsurvey.kinds.sensitivity.options:Options",
    leaves="cpsurvey.kinds.sensitivity.data:Sensitivity",
    run="cpsurvey.kinds.sensitivity.run:sensitivity",
    show="cpsurvey.kinds.sensitivity.show",
    part="sure",
    place=10,
    example="""\
analyses:
  - kind: sensitivity           # of the main model's effects
  - kind: sem
    model: m3
    estimator: mlr
    main: true
""",
    checks="cpsurvey.kinds.sensitivity.options:check",
    first_page=FirstPage(place=70, lines=1),
)
