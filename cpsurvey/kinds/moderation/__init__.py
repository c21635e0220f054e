"""Does an effect depend on how routine work is? Interactions and their regions (T19)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.moderation.data import Moderation
from cpsurvey.kinds.moderation.options import Options, check
from cpsurvey.kinds.moderation.targets import TARGETS

KIND: Kind[Options, Moderation] = Kind(
    name="moderation",
    options=Options,
    data=Moderation,
    run="cpsurvey.kinds.moderation.run:moderation",
    show="cpsurvey.kinds.moderation.show",
    part="question",
    place=30,
    example="""\
analyses:
  - kind: moderation
    outcome: perf_ad
    predictor: tks
    moderator: nrw
    covariates: tenure
    cluster: team
""",
    check=check,
    first_page=FirstPage(place=50, lines=2),
    targets=TARGETS,
    tests=True,
)
