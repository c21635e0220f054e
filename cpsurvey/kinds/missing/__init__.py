"""Missing answers: where, together with what, why, and whether at random."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="missing",
    asks="cpsurvey.kinds.missing.options:Options",
    leaves="cpsurvey.kinds.missing.data:Missing",
    run="cpsurvey.kinds.missing.run:missing_answers",
    show="cpsurvey.kinds.missing.show",
    part="who",
    place=40,
    example="""\
analyses:
  - kind: missing
    by: channel_main
""",
    checks="cpsurvey.kinds.missing.options:check",
)
