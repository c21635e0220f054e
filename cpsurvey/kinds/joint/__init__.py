"""All evidence on each claim, side by side, with a verdict by rule (T24)."""

from cpsurvey.kind import FirstPage, Kind

KIND = Kind(
    name="joint",
    asks="cpsurvey.kinds.joint.options:Options",
    leaves="cpsurvey.kinds.joint.data:Joint",
    run="cpsurvey.kinds.joint.run:joint",
    show="cpsurvey.kinds.joint.show",
    part="claims",
    place=20,
    example="""\
joint:                          # what a person concludes, signed
  story:
    comment:
      en: Stories are so ordinary that nobody counts them as sharing.
      fr: Les récits vont tant de soi que personne n'y voit du partage.
    signed: A. Researcher, 3 November 2026
analyses:
  - kind: hypotheses
  - kind: observed
  - kind: coded
  - kind: joint
    observation: {H6b: mobilised}   # what was seen that speaks of a claim
    constructs: {H6b: [nrw]}        # codes of these constructs do, too
""",
    checks="cpsurvey.kinds.joint.options:check",
    first_page=FirstPage(place=25, lines=2),
    after=True,
    last=True,
    together=True,
)
