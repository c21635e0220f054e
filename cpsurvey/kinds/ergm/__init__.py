"""What makes ties: reciprocity, closure and mixing at once (ERGM). Tables T22j, T22k."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="ergm",
    asks="cpsurvey.kinds.ergm.options:Options",
    leaves="cpsurvey.kinds.ergm.data:Ergm",
    run="cpsurvey.kinds.ergm.run:ergm",
    show="cpsurvey.kinds.ergm.show",
    part="question",
    place=85,
    example="""\
analyses:
  - kind: ergm
    relation: net_advice
    terms: [mutual, same]
""",
    checks="cpsurvey.kinds.ergm.options:check",
    numbers="cpsurvey.kinds.ergm.targets:TARGETS",
    tests=True,
)
