"""One question answered in thousands of ways that could all be defended (tables T25)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="multiverse",
    asks="cpsurvey.kinds.multiverse.options:Options",
    leaves="cpsurvey.kinds.multiverse.data:Multiverse",
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
    checks="cpsurvey.kinds.multiverse.options:check",
    first_page=FirstPage(place=65, lines=1),
    numbers="cpsurvey.kinds.multiverse.targets:TARGETS",
)
