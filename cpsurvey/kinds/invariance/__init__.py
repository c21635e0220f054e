"""Do items mean the same in all languages or groups? (T13)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="invariance",
    asks="cpsurvey.kinds.invariance.options:Options",
    leaves="cpsurvey.kinds.invariance.data:Invariance",
    run="cpsurvey.kinds.invariance.run:invariance",
    show="cpsurvey.kinds.invariance.show",
    part="scales",
    place=80,
    example="""\
analyses:
  - kind: invariance
    by: language
    scales: [cop_me, tks_don]
""",
    checks="cpsurvey.kinds.invariance.options:check",
    first_page=FirstPage(place=110, lines=1),
)
