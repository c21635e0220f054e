"""What was said and written: codes, sources, agreement of coders, documents (T35)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="coded",
    asks="cpsurvey.kinds.coded.options:Options",
    leaves="cpsurvey.kinds.coded.data:Coded",
    run="cpsurvey.kinds.coded.run:coded",
    show="cpsurvey.kinds.coded.show",
    part="question",
    place=96,
    example="""\
analyses:
  - kind: coded                 # of what stands under 'coding:'
""",
    checks="cpsurvey.kinds.coded.options:check",
    after=True,
    together=True,
)
