"""Missing answers: where, together with what, why, and whether at random."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.missing.options import Options, check

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="missing",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.missing.run:missing_answers",
    show="cpsurvey.kinds.missing.show",
    part="who",
    place=40,
    check=check,
)
