"""Do communities emerge, beyond chance and beyond teams? Tables T22d to T22g."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.emergence.data import Emergence
from cpsurvey.kinds.emergence.options import Options, check
from cpsurvey.kinds.emergence.targets import TARGETS

KIND: Kind[Options, Emergence] = Kind(
    name="emergence",
    options=Options,
    data=Emergence,
    run="cpsurvey.kinds.emergence.run:emergence",
    show="cpsurvey.kinds.emergence.show",
    part="question",
    place=82,
    example="""\
analyses:
  - kind: emergence
    scales: [cop_je, tks_don]
    draws: 199
""",
    check=check,
    targets=TARGETS,
    tests=True,
)
