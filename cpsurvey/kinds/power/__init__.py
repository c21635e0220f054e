"""What could this study see? Power of its own model, sample and teams, by simulation."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.power.data import Power
from cpsurvey.kinds.power.options import Options, check

KIND: Kind[Options, Power] = Kind(
    name="power",
    options=Options,
    data=Power,
    run="cpsurvey.kinds.power.run:power",
    show="cpsurvey.kinds.power.show",
    part="sure",
    place=20,
    example="""\
analyses:
  - kind: power
    n: [300]
    effects: {sharing: cop > tks > perf_ad}
    replications: 200
""",
    check=check,
    first_page=FirstPage(place=130, lines=2),
    before_answers=True,
)
