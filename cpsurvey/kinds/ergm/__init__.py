"""What makes ties: reciprocity, closure and mixing at once (ERGM). Tables T22j, T22k."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.ergm.data import Ergm
from cpsurvey.kinds.ergm.options import Options, check
from cpsurvey.kinds.ergm.targets import TARGETS

KIND: Kind[Options, Ergm] = Kind(
    name="ergm",
    options=Options,
    data=Ergm,
    run="cpsurvey.kinds.ergm.run:ergm",
    show="cpsurvey.kinds.ergm.show",
    part="question",
    place=85,
    example="""\
analyses:
  - kind: ergm
    relation: net_advice
    terms: [mutual, same]
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
