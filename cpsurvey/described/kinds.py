"""Every kind of analysis with its options, from what ``cpsurvey explain`` says."""

from __future__ import annotations

from cpsurvey import kind as kinds
from cpsurvey.analysis.catalogue import Option, describe
from cpsurvey.described.markdown import MADE, cell, code, fenced, page, table

PARTS = {
    "claims": "What was claimed",
    "who": "Who answered",
    "scales": "Do the scales hold",
    "question": "What goes with what",
    "act": "Where to act",
    "sure": "How sure",
}
HEAD = f"""# Kinds of analysis

A study lists the analyses it wants under `analyses:`, each with its `kind:` and options;
without a list the questionnaire's own plan is used. `cpsurvey explain KIND` says the same in a
terminal. Kinds stand in the order of the report. Ids of scales
are those of the questionnaire: `cpsurvey questionnaire show cop-callcentre`.

```yaml
analyses:
  - kind: flow
  - kind: mediation
    source: cop
    mediators: [tks]
    outcomes: [perf_ad]
```

{MADE}
"""


def markdown() -> str:
    """The page."""
    blocks, last = [HEAD], ""
    described = describe()
    for name, kind in kinds.found().items():
        if kind.part != last:
            blocks.append(f"## {PARTS[kind.part]}")
            last = kind.part
        one = described[name]
        rows = [_row(option) for option in one.options]
        left = f"Leaves [these numbers](../results.md#{name}) behind."
        heads = ("option", "may be", "default", "what it does")
        example = fenced(one.example, "yaml") if one.example else ""
        intro = f"{cell(one.summary)} {left}"
        blocks.append(page(f"### {name}", intro, table(heads, rows), example))
    return page(*blocks)


def _row(option: Option) -> tuple[str, str, str, str]:
    choices = option.values.split(" | ")
    values = ", ".join(map(code, choices)) if len(choices) > 1 else cell(option.values)
    default = {"-": "", "required": "**required**"}.get(option.default, code(option.default))
    return code(option.name), values, default, cell(option.description)
