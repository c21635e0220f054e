"""Items of every scale: distribution, floor and ceiling, fit into the scale (table T4)."""

from cpsurvey.analysis.scale_options import ScaleOptions, check
from cpsurvey.kind import Kind
from cpsurvey.kinds.items.data import Items

KIND: Kind[ScaleOptions, Items] = Kind(
    name="items",
    options=ScaleOptions,
    data=Items,
    run="cpsurvey.kinds.items.run:items",
    show="cpsurvey.kinds.items.show",
    part="scales",
    place=10,
    example="""\
analyses:
  - kind: items
    scales: [perf_rp, perf_ad]
""",
    check=check,
)
