"""What was said and written: codes, sources, agreement of coders, documents (T35)."""

from cpsurvey.kind import Kind
from cpsurvey.kinds.coded.data import Coded
from cpsurvey.kinds.coded.options import Options, check

KIND: Kind[Options, Coded] = Kind(
    name="coded",
    options=Options,
    data=Coded,
    run="cpsurvey.kinds.coded.run:coded",
    show="cpsurvey.kinds.coded.show",
    part="question",
    place=96,
    example="""\
analyses:
  - kind: coded                 # of what stands under 'coding:'
""",
    check=check,
    after=True,
    together=True,
)
