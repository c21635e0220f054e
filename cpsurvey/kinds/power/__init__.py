"""What could this study see? Power of its own model, sample and teams, by simulation."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="power",
    asks="cpsurvey.kinds.power.options:Options",
    leaves="cpsurvey.kinds.power.data:Power",
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
    checks="cpsurvey.kinds.power.options:check",
    first_page=FirstPage(place=130, lines=2),
    before_answers=True,
)
