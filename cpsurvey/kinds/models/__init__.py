"""Measurement and structural models (T8, T9, T10, T12, T17, T18)."""

from cpsurvey.kind import FirstPage, Kind

CFA = Kind(
    name="cfa",
    asks="cpsurvey.analysis.model_options:Options",
    leaves="cpsurvey.kinds.models.data:Model",
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
    checks="cpsurvey.analysis.model_options:check",
    numbers="cpsurvey.kinds.models.targets:TARGETS",
    tests=True,
    together=True,
)
SEM = Kind(
    name="sem",
    asks="cpsurvey.analysis.model_options:Options",
    leaves="cpsurvey.kinds.models.data:Model",
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
    checks="cpsurvey.analysis.model_options:check",
    first_page=FirstPage(place=30, lines=2),
    numbers="cpsurvey.kinds.models.targets:TARGETS",
    tests=True,
    together=True,
)
KINDS = (CFA, SEM)
