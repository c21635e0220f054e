"""How much do answers owe to the method of asking? Common-method variance (table T14)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="method",
    asks="cpsurvey.kinds.method.options:Options",
    leaves="cpsurvey.kinds.method.data:Method",
    run="cpsurvey.kinds.method.run:method",
    show="cpsurvey.kinds.method.show",
    part="scales",
    place=90,
    example="""\
analyses:
  - kind: method
    scales: [cop_me, tks_don, perf_ad]
    marker: mrk
    ulmc: false                 # no method factor beside the marker's
""",
    checks="cpsurvey.kinds.method.options:check",
    first_page=FirstPage(place=100, lines=1),
)
