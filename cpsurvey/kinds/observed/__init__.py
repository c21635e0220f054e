"""What observers saw: how often people help, how, and whether answers say the same (T34)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="observed",
    asks="cpsurvey.kinds.observed.options:Options",
    leaves="cpsurvey.kinds.observed.data:Observed",
    run="cpsurvey.kinds.observed.run:observed",
    show="cpsurvey.kinds.observed.show",
    part="question",
    place=95,
    example="""\
analyses:
  - kind: observed              # of the log under 'observation:'
    relation: net_advice        # the network that observed help is compared with
    perceived: nrw              # what people say of non-routine work
""",
    checks="cpsurvey.kinds.observed.options:check",
    first_page=FirstPage(place=62, lines=1),
    after=True,
    together=True,
)
