"""Who answered: background questions, teams and centres (table T2)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.respondents.data import Respondents
from cpsurvey.kinds.respondents.options import Options, check

KIND: Kind[Options, Respondents] = Kind(
    name="respondents",
    options=Options,
    data=Respondents,
    run="cpsurvey.kinds.respondents.run:respondents",
    show="cpsurvey.kinds.respondents.show",
    part="who",
    place=30,
    example="""\
analyses:
  - kind: respondents
    variables: [language, tenure_centre, shift]
""",
    check=check,
)
