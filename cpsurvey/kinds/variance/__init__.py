"""How collective is an outcome? Its variance by person, team, centre (table T23)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.kinds.variance.options import Options, check
from cpsurvey.kinds.variance.targets import TARGETS

KIND: Kind[Options, ByLevel] = Kind(
    name="variance",
    options=Options,
    data=ByLevel,
    run="cpsurvey.kinds.variance.run:variance",
    show="cpsurvey.kinds.variance.show",
    part="question",
    place=60,
    check=check,
    targets=TARGETS,
    tests=True,
)
