"""What was set out to be found, and what was: declared tests with Holm's adjustment."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="hypotheses",
    asks="cpsurvey.kinds.hypotheses.options:Options",
    leaves="cpsurvey.kinds.hypotheses.data:Hypotheses",
    run="cpsurvey.kinds.hypotheses.run:hypotheses",
    show="cpsurvey.kinds.hypotheses.show",
    part="claims",
    place=10,
    example="""\
analyses:
  - kind: hypotheses
  - kind: regression            # what a hypothesis rests on
    id: sharing
    outcome: tks
    blocks: [tenure, zcop + znrw, "zcop:znrw"]
""",
    checks="cpsurvey.kinds.hypotheses.options:check",
    first_page=FirstPage(place=20, lines=8),
    after=True,
)
