"""Missing answers: where, together with what, why, and whether at random."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.missing.data import Missing
from cpsurvey.kinds.missing.options import Options, check

KIND: Kind[Options, Missing] = Kind(
    name="missing",
    options=Options,
    data=Missing,
    run="cpsurvey.kinds.missing.run:missing_answers",
    show="cpsurvey.kinds.missing.show",
    part="who",
    place=40,
    example="""\
analyses:
  - kind: missing
    by: channel_main
""",
    check=check,
)
