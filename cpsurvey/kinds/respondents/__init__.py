"""Who answered: background questions, teams and centres (table T2)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="respondents",
    asks="cpsurvey.kinds.respondents.options:Options",
    leaves="cpsurvey.kinds.respondents.data:Respondents",
    run="cpsurvey.kinds.respondents.run:respondents",
    show="cpsurvey.kinds.respondents.show",
    part="who",
    place=30,
    example="""\
analyses:
  - kind: respondents
    variables: [language, tenure_centre, shift]
""",
    checks="cpsurvey.kinds.respondents.options:check",
)
