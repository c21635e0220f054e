"""Who answered carefully, and whether the main model depends on who did not (table T3)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="screening",
    asks="cpsurvey.kinds.screening.options:Options",
    leaves="cpsurvey.kinds.screening.data:Screening",
    run="cpsurvey.kinds.screening.run:screening",
    show="cpsurvey.kinds.screening.show",
    part="who",
    place=20,
    example="""\
analyses:
  - kind: screening
""",
    first_page=FirstPage(place=120, lines=1),
    together=True,
)
