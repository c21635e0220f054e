"""Can the items carry factors, and how many? (table T5)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="dimensions",
    asks="cpsurvey.kinds.dimensions.options:Options",
    leaves="cpsurvey.kinds.dimensions.data:Dimensions",
    run="cpsurvey.kinds.dimensions.run:dimensions",
    show="cpsurvey.kinds.dimensions.show",
    part="scales",
    place=20,
    example="""\
analyses:
  - kind: dimensions
    scales: [cop_me, cop_je, cop_sr]
""",
    checks="cpsurvey.analysis.scale_options:check",
)
