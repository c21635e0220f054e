"""How far is each scale from being validated, and what says so? (tables TV to TVd)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="evidence",
    asks="cpsurvey.kinds.evidence.options:Options",
    leaves="cpsurvey.kinds.evidence.data:Evidence",
    run="cpsurvey.kinds.evidence.run:evidence",
    show="cpsurvey.kinds.evidence.show",
    part="scales",
    place=100,
    example="""\
evidence: {role: explored}      # or confirmed: other people, nothing chosen on their answers
analyses:
  - kind: evidence              # files: cpsurvey questionnaire evidence .
  - kind: reliability           # what the internal structure rests on
    by: language
""",
    checks="cpsurvey.kinds.evidence.options:check",
    after=True,
)
