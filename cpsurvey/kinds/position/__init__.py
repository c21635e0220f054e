"""Places in the network beside perceived involvement, and outcomes. Tables T22h, T22i."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.position.data import Position
from cpsurvey.kinds.position.options import Options, check
from cpsurvey.kinds.position.targets import TARGETS

KIND: Kind[Options, Position] = Kind(
    name="position",
    options=Options,
    data=Position,
    run="cpsurvey.kinds.position.run:position",
    show="cpsurvey.kinds.position.show",
    part="question",
    place=83,
    example="""\
analyses:
  - kind: position
    involvement: [cop]
    outcomes: [perf_ad, perf_rp]
    controls: [ten_new, ten_long]
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
