"""Exploratory factors of items, when a study asks for them (table T6)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="efa",
    asks="cpsurvey.kinds.efa.options:Options",
    leaves="cpsurvey.kinds.efa.data:Efa",
    run="cpsurvey.kinds.efa.run:efa",
    show="cpsurvey.kinds.efa.show",
    part="scales",
    place=30,
    example="""\
analyses:
  - kind: efa
    scales: [cop_me, cop_je, cop_sr]
    factors: 3
""",
    checks="cpsurvey.kinds.efa.options:check",
)
