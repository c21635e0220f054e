"""What was set out to be found, and what was: declared tests with Holm's adjustment."""

from cpsurvey.kind import FirstPage, Kind
from cpsurvey.kinds.hypotheses.data import Hypotheses
from cpsurvey.kinds.hypotheses.options import Options, check

KIND: Kind[Options, Hypotheses] = Kind(
    name="hypotheses",
    options=Options,
    data=Hypotheses,
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
    check=check,
    first_page=FirstPage(place=20, lines=8),
    after=True,
)
