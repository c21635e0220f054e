"""Confirmatory factor analysis (tables T8 and T9)."""

from typing import Any

from cpsurvey.analysis.model_options import Options, check
from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.models.targets import TARGETS

CFA: Kind[Options, dict[str, Any]] = Kind(
    name="cfa",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.models.cfa:cfa",
    show="cpsurvey.kinds.models.show",
    part="question",
    place=10,
    check=check,
    targets=TARGETS,
    tests=True,
    together=True,
)
SEM: Kind[Options, dict[str, Any]] = Kind(
    name="sem",
    options=Options,
    data=dict,
    run="cpsurvey.kinds.models.sem:sem",
    show="cpsurvey.kinds.models.show",
    part="question",
    place=10,
    check=check,
    first_page=FirstPage(place=30, lines=2),
    targets=TARGETS,
    tests=True,
    together=True,
)
KINDS = (CFA, SEM)
