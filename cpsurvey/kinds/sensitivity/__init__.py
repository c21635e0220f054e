"""How sure? The main model's effects under other choices one could have made (T25a, T25b)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.sensitivity.data import Sensitivity
from cpsurvey.kinds.sensitivity.options import Options, check

KIND: Kind[Options, Sensitivity] = Kind(
    name="sensitivity",
    options=Options,
    data=Sensitivity,
    run="cpsurvey.kinds.sensitivity.run:sensitivity",
    show="cpsurvey.kinds.sensitivity.show",
    part="sure",
    place=10,
    example="""\
analyses:
  - kind: sensitivity           # of the main model's effects
  - kind: sem
    model: m3
    estimator: mlr
    main: true
""",
    check=check,
    first_page=FirstPage(place=70, lines=1),
)
