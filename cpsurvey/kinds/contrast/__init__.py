"""Is an indirect effect larger on one outcome than on another, or only worded so? (T33)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="contrast",
    asks="cpsurvey.kinds.contrast.options:Options",
    leaves="cpsurvey.kinds.contrast.data:Contrasted",
    run="cpsurvey.kinds.contrast.run:contrast",
    show="cpsurvey.kinds.contrast.show",
    part="question",
    place=17,
    example="""\
analyses:
  - kind: contrast
    effect: diff_ind            # of the main model: one indirect effect less another
    drop_items: [ad1, ad5]      # worded as what it passes through
    group: team
  - kind: sem
    model: m3
    estimator: mlr
    cluster: team
    main: true
""",
    checks="cpsurvey.kinds.contrast.options:check",
    numbers="cpsurvey.kinds.contrast.targets:TARGETS",
)
