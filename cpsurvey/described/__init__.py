"""Reference pages made from the code: one module per page.

``make reference`` writes them into ``docs/``; a test says when they are behind.
"""

from __future__ import annotations


def pages() -> dict[str, str]:
    """Every page by its place in ``docs/``."""
    from cpsurvey.described import codes, commands, kinds, public, results, study

    return {
        "results.md": results.markdown(),
        "results.schema.json": results.schema_text(),
        "reference/commands.md": commands.markdown(),
        "reference/study.md": study.markdown(),
        "reference/kinds.md": kinds.markdown(),
        "reference/codes.md": codes.markdown(),
        "reference/python.md": public.markdown(),
    }
