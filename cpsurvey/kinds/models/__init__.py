"""Measurement and structural models (T8, T9, T10, T12, T17, T18)."""

from cpsurvey.analysis.model_options import Options, check
from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.models.data import Model
from cpsurvey.kinds.models.targets import TARGETS

CFA: Kind[Options, Model] = Kind(
    name="cfa",
    options=Options,
    data=Model,
    run="cpsurvey.kinds.models.run:cfa",
    show="cpsurvey.kinds.models.show",
    part="question",
    place=10,
    example="""\
analyses:
  - kind: cfa
    model: m1                   # of the questionnaire; or 'syntax: ...'
    estimator: mlr
    missing: fiml
""",
    check=check,
    targets=TARGETS,
    tests=True,
    together=True,
)
SEM: Kind[Options, Model] = Kind(
    name="sem",
    options=Options,
    data=Model,
    run="cpsurvey.kinds.models.run:sem",
    show="cpsurvey.kinds.models.show",
    part="question",
    place=10,
    example="""\
analyses:
  - kind: sem
    model: m3                   # of the questionnaire; or 'syntax: ...'
    estimator: mlr
    missing: fiml
    cluster: team
""",
    check=check,
    first_page=FirstPage(place=30, lines=2),
    targets=TARGETS,
    tests=True,
    together=True,
)
KINDS = (CFA, SEM)
