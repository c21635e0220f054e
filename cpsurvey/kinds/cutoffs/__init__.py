"""Cut-offs of fit tailored to a model, by simulation from it (tables T8c and T8d)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.cutoffs.data import Cutoffs
from cpsurvey.kinds.cutoffs.options import Options, check

KIND: Kind[Options, Cutoffs] = Kind(
    name="cutoffs",
    options=Options,
    data=Cutoffs,
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
    check=check,
    together=True,
)
