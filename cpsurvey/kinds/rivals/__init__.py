"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.rivals.data import Rivals
from cpsurvey.kinds.rivals.options import RivalOptions, check
from cpsurvey.kinds.rivals.targets import TARGETS

KIND: Kind[RivalOptions, Rivals] = Kind(
    name="rivals",
    options=RivalOptions,
    data=Rivals,
    run="cpsurvey.kinds.rivals.run:run",
    show="cpsurvey.kinds.rivals.show",
    part="scales",
    place=60,
    example="""\
analyses:
  - kind: rivals
    scales: [cop_me, cop_je, cop_sr]
""",
    check=check,
    targets=TARGETS,
)
