"""What changed since the last wave? (tables T30, T30c, T30m, T31, T32)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="waves",
    asks="cpsurvey.kinds.waves.options:Options",
    leaves="cpsurvey.kinds.waves.data:OverWaves",
    run="cpsurvey.kinds.waves.run:waves",
    show="cpsurvey.kinds.waves.show",
    part="question",
    place=120,
    example="""\
waves: {people: same}           # or new: others answer each time
analyses:
  - kind: waves
    scales: [cop_me, tks_don]
    crossed: [[cop, perf_ad]]   # the first then, the second now
""",
    checks="cpsurvey.kinds.waves.options:check",
    first_page=FirstPage(place=35, lines=1),
)
