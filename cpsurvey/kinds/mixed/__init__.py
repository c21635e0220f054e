"""Mixed models: people in teams, random intercepts and slopes, contextual effects (T20)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.mixed.options import Options, check
from cpsurvey.kinds.mixed.targets import TARGETS

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="mixed",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.mixed.run:run",
    show="cpsurvey.kinds.mixed.show",
    part="question",
    place=50,
    check=check,
    targets=TARGETS,
    tests=True,
)
