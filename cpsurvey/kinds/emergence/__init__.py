"""Do communities emerge, beyond chance and beyond teams? Tables T22d to T22g."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="emergence",
    asks="cpsurvey.kinds.emergence.options:Options",
    leaves="cpsurvey.kinds.emergence.data:Emergence",
    run="cpsurvey.kinds.emergence.run:emergence",
    show="cpsurvey.kinds.emergence.show",
    part="question",
    place=82,
    example="""\
analyses:
  - kind: emergence
    scales: [cop_je, tks_don]
    draws: 199
""",
    checks="cpsurvey.kinds.emergence.options:check",
    numbers="cpsurvey.kinds.emergence.targets:TARGETS",
    tests=True,
)
