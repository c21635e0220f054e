"""How much do answers owe to the method of asking? Common-method variance (table T14)."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.method.data import Method
from cpsurvey.kinds.method.options import Options, check

KIND: Kind[Options, Method] = Kind(
    name="method",
    options=Options,
    data=Method,
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
    check=check,
    first_page=FirstPage(place=100, lines=1),
)
