"""Cut-offs of fit tailored to a model, by simulation from it (tables T8c and T8d)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="cutoffs",
    asks="cpsurvey.kinds.cutoffs.options:Options",
    leaves="cpsurvey.kinds.cutoffs.data:Cutoffs",
    run="cpsurvey.kinds.cutoffs.run:cutoffs",
    show="cpsurvey.kinds.cutoffs.show",
    part="question",
    place=12,
    example="""\
analyses:
  - kind: cutoffs
    model: m3                   # as in the analysis of the model itself
    estimator: mlr
    missing: fiml
    cluster: team
""",
    checks="cpsurvey.kinds.cutoffs.options:check",
    together=True,
)
