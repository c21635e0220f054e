"""Items of every scale: distribution, floor and ceiling, fit into the scale (table T4)."""

from cpsurvey.kind import Kind

KIND = Kind(
    name="items",
    asks="cpsurvey.analysis.scale_options:ScaleOptions",
    leaves="cpsurvey.kinds.items.data:Items",
    run="cpsurvey.kinds.items.run:items",
    show="cpsurvey.kinds.items.show",
    part="scales",
    place=10,
    example="""\
analyses:
  - kind: items
    scales: [perf_rp, perf_ad]
""",
    checks="cpsurvey.analysis.scale_options:check",
)
