"""Which of two scores is higher? Both of the same respondents (tables T90, T91)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.paired.data import Paired
from cpsurvey.kinds.paired.options import Options, check
from cpsurvey.kinds.paired.targets import TARGETS

KIND: Kind[Options, Paired] = Kind(
    name="paired",
    options=Options,
    data=Paired,
    run="cpsurvey.kinds.paired.run:paired",
    show="cpsurvey.kinds.paired.show",
    part="question",
    place=110,
    example="""\
analyses:
  - kind: paired
    pairs: [[cop, tks], [perf_ad, perf_rp]]
""",
    check=check,
    first_page=FirstPage(place=140, lines=1),
    targets=TARGETS,
    tests=True,
)
