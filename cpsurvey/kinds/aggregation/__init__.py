"""Do answers belong to teams? Intraclass correlations and agreement (table T15)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="aggregation",
    asks="cpsurvey.kinds.aggregation.options:Options",
    leaves="cpsurvey.kinds.aggregation.data:Aggregation",
    run="cpsurvey.kinds.aggregation.run:aggregation",
    show="cpsurvey.kinds.aggregation.show",
    part="question",
    place=70,
    example="""\
analyses:
  - kind: aggregation
    scales: [cop_me, tks_don]
    group: team
""",
    checks="cpsurvey.kinds.aggregation.options:check",
    numbers="cpsurvey.kinds.aggregation.targets:TARGETS",
    tests=True,
)
