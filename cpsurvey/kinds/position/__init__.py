"""Places in the network beside perceived involvement, and outcomes. Tables T22h, T22i."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="position",
    asks="cpsurvey.kinds.position.options:Options",
    leaves="cpsurvey.kinds.position.data:Position",
    run="cpsurvey.kinds.position.run:position",
    show="cpsurvey.kinds.position.show",
    part="question",
    place=83,
    example="""\
analyses:
  - kind: position
    involvement: [cop]
    outcomes: [perf_ad, perf_rp]
    controls: [ten_new, ten_long]
""",
    checks="cpsurvey.kinds.position.options:check",
    numbers="cpsurvey.kinds.position.targets:TARGETS",
    tests=True,
)
