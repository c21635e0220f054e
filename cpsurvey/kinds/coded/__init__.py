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
coding:
  codings: seen/codings.csv
  projects: seen/interviews.qdpx
  codebook: seen/codebook.yaml
  documents: seen/documents.csv
  coders:
    llm: {model: "example-model 1.0", prompt: "codebook.yaml, one code a segment"}
analyses:
  - kind: coded
""",
    check=check,
    after=True,
    together=True,
)
