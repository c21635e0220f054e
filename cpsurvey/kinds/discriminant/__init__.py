"""Are the scales apart? (table T10)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="discriminant",
    asks="cpsurvey.kinds.discriminant.options:DiscriminantOptions",
    leaves="cpsurvey.kinds.discriminant.data:Discriminant",
    run="cpsurvey.kinds.discriminant.run:discriminant",
    show="cpsurvey.kinds.discriminant.show",
    part="scales",
    place=70,
    example="""\
analyses:
  - kind: discriminant
    scales: [cop_me, cop_je, cop_sr, tks_don, tks_col]
""",
    checks="cpsurvey.analysis.measurement_options:check",
)
