"""Is it the other way round, or something left out? Order and omitted causes (T29)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.direction.data import Direction
from cpsurvey.kinds.direction.options import Options, check
from cpsurvey.kinds.direction.targets import TARGETS

KIND: Kind[Options, Direction] = Kind(
    name="direction",
    options=Options,
    data=Direction,
    run="cpsurvey.kinds.direction.run:direction",
    show="cpsurvey.kinds.direction.show",
    part="question",
    place=16,
    example="""\
analyses:
  - kind: direction             # of the main model's indirect effects
  - kind: sem
    model: m3
    estimator: mlr
    cluster: team
    main: true
""",
    check=check,
    first_page=FirstPage(place=45, lines=1),
    targets=TARGETS,
)
