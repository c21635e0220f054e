"""The commented study file that ``cpsurvey init`` writes."""

from __future__ import annotations

from pathlib import Path

from cpsurvey.cli.init import filled
from cpsurvey.described.markdown import MADE, fenced, page

HEAD = f"""# The study file

`cpsurvey init quarter-1` writes this `study.yaml`; all that is commented out is optional.
`cpsurvey check` names every problem with file, line and the nearest known key, and
`cpsurvey check --schema` prints a JSON Schema with every key, for an editor that completes
them.

{MADE}
"""


def markdown() -> str:
    """The page."""
    return page(HEAD, fenced(filled("quarter-1", "quarter-1", Path("quarter-1")), "yaml"))
