"""Indirect effects: any number of mediators, side by side or in a row (T17, T18).

Natural direct and indirect effects where a mediator or an outcome is yes/no or a count.
"""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="mediation",
    asks="cpsurvey.kinds.mediation.options:Options",
    leaves="cpsurvey.kinds.mediation.data:Mediation",
    run="cpsurvey.kinds.mediation.run:mediation",
    show="cpsurvey.kinds.mediation.show",
    part="question",
    place=20,
    example="""\
analyses:
  - kind: mediation
    source: cop
    mediators: [tks, crm]
    outcomes: [perf_ad]
    covariates: tenure
    cluster: team
""",
    checks="cpsurvey.kinds.mediation.options:check",
    first_page=FirstPage(place=40, lines=2),
    numbers="cpsurvey.kinds.mediation.targets:TARGETS",
    tests=True,
)
