"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="rivals",
    asks="cpsurvey.kinds.rivals.options:RivalOptions",
    leaves="cpsurvey.kinds.rivals.data:Rivals",
    run="cpsurvey.kinds.rivals.run:run",
    show="cpsurvey.kinds.rivals.show",
    part="scales",
    place=60,
    example="""\
analyses:
  - kind: rivals
    scales: [cop_me, cop_je, cop_sr]
""",
    checks="cpsurvey.kinds.rivals.options:check",
    numbers="cpsurvey.kinds.rivals.targets:TARGETS",
)
