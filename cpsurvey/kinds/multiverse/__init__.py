"""One question answered in thousands of ways that could all be defended (tables T25)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.multiverse.data import Multiverse
from cpsurvey.kinds.multiverse.options import Options, check
from cpsurvey.kinds.multiverse.targets import TARGETS

KIND: Kind[Options, Multiverse] = Kind(
    name="multiverse",
    options=Options,
    data=Multiverse,
    run="cpsurvey.kinds.multiverse.run:multiverse",
    show="cpsurvey.kinds.multiverse.show",
    part="sure",
    place=5,
    example="""\
analyses:
  - kind: multiverse
    source: cop
    mediators: [tks, crm]
    outcomes: [perf_ad, perf_rp]    # the first answers the question
    serial: true
    moderated: tks
    moderator: nrw
    covariates: tenure
    further: ctl_tr + ctl_ps
    overlapping: [[me3, crm2], [je3, crm3]]
    specifications: 60
    inference: 20
    resamples: 99
""",
    check=check,
    first_page=FirstPage(place=65, lines=1),
    targets=TARGETS,
)
