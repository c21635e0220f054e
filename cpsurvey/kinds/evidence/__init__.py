"""How far is each scale from being validated, and what says so? (tables TV to TVd)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.evidence.data import Evidence
from cpsurvey.kinds.evidence.options import Options, check

KIND: Kind[Options, Evidence] = Kind(
    name="evidence",
    options=Options,
    data=Evidence,
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
    check=check,
    after=True,
)
