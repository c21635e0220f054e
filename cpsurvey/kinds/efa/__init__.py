"""Exploratory factors of items, when a study asks for them (table T6)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.efa.data import Efa
from cpsurvey.kinds.efa.options import Options, check

KIND: Kind[Options, Efa] = Kind(
    name="efa",
    options=Options,
    data=Efa,
    run="cpsurvey.kinds.efa.run:efa",
    show="cpsurvey.kinds.efa.show",
    part="scales",
    place=30,
    example="""\
analyses:
  - kind: efa
    scales: [cop_me, cop_je, cop_sr]
    factors: 3
""",
    check=check,
)
