"""Correlations of scores with reliability on the diagonal (table T11)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="correlations",
    asks="cpsurvey.kinds.correlations.options:Options",
    leaves="cpsurvey.kinds.correlations.data:Correlations",
    run="cpsurvey.kinds.correlations.run:correlations",
    show="cpsurvey.kinds.correlations.show",
    part="scales",
    place=50,
    example="""\
analyses:
  - kind: correlations
    variables: [cop, tks, crm, perf_rp, perf_ad]
    cluster: team
""",
    checks="cpsurvey.kinds.correlations.options:check",
    tests=True,
)
