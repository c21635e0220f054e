"""Sample flow: from rows read to respondents analysed, and to those who answered carefully."""

from typing import Any

from cpsurvey.kind import FirstPage, Kind, Params

KIND: Kind[Params, dict[str, Any]] = Kind(
    name="flow",
    options=Params,
    data=dict,
    run="cpsurvey.kinds.flow.run:flow",
    show="cpsurvey.kinds.flow.show",
    part="who",
    place=10,
    first_page=FirstPage(place=10, lines=1),
    together=True,
)
