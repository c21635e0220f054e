"""Blocks of predictors, with classical, HC3, CR1 and CR2 errors (table T16)."""

from typing import Any

from cpsurvey.kind import Kind
from cpsurvey.kinds.regression.options import Options, check
from cpsurvey.kinds.regression.targets import TARGETS

KIND: Kind[Options, dict[str, Any]] = Kind(
    name="regression",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.regression.run:regression",
    show="cpsurvey.kinds.regression.show",
    part="question",
    place=40,
    check=check,
    targets=TARGETS,
    tests=True,
)
