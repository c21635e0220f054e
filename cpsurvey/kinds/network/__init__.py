"""Who names whom: each relation as a whole, and what ties go with (tables T22 to T22c)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="network",
    asks="cpsurvey.kinds.network.options:Options",
    leaves="cpsurvey.kinds.network.data:Network",
    run="cpsurvey.kinds.network.run:network",
    show="cpsurvey.kinds.network.show",
    part="question",
    place=81,
    example="""\
analyses:
  - kind: network
    exposure: tks
""",
    checks="cpsurvey.kinds.network.options:check",
)
