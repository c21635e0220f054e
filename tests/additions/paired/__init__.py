"""Which of two scores is higher? Both of the same respondents (tables T90, T91)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="paired",
    asks="cpsurvey.kinds.paired.options:Options",
    leaves="cpsurvey.kinds.paired.data:Paired",
    run="cpsurvey.kinds.paired.run:paired",
    show="cpsurvey.kinds.paired.show",
    part="question",
    place=110,
    example="""\
analyses:
  - kind: paired
    pairs: [[cop, tks], [perf_ad, perf_rp]]
""",
    checks="cpsurvey.kinds.paired.options:check",
    first_page=FirstPage(place=140, lines=1),
    numbers="cpsurvey.kinds.paired.targets:TARGETS",
    tests=True,
)
