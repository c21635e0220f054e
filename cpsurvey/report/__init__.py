"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cpsurvey.report.parallel import each
from cpsurvey.results import ResultSet

__all__ = ["write_report"]
FOR_MANAGERS = ("html", "docx")
"""Formats of the pages for managers; tables in numbers stay in the report."""
Written = list[list[Path]]
"""Files in the order of the formats asked for; the last are the pages for managers."""


def write_report(
    results: ResultSet, folder: Path, *, formats: Sequence[str], languages: Sequence[str]
) -> list[Path]:
    """Write the report of a run into `folder`.

    The first language gets plain names (``report.html``), the others carry theirs
    (``report.fr.html``). The same results give the same bytes.

    Returns
    -------
    list of Path
        Files written, in the order of `formats`.
    """
    from cpsurvey.report.render import renderers

    for name in formats:
        renderers.get(name)
    _import(formats)
    suffixes = {lang: "" if i == 0 else f".{lang}" for i, lang in enumerate(languages)}

    def work(language: str) -> Written:
        return _in_one_language(results, folder, formats, language, suffixes)

    done = each(tuple(suffixes), work)
    return [
        file for part in zip(*done.values(), strict=True) for files in part for file in files
    ]


def _in_one_language(
    results: ResultSet,
    folder: Path,
    formats: Sequence[str],
    language: str,
    suffixes: dict[str, str],
) -> Written:
    from cpsurvey.report import build, manager
    from cpsurvey.report.render import renderers

    suffix = suffixes[language]
    others = {o: s for o, s in suffixes.items() if o != language}
    document = build.build(results, language, others)
    written = [renderers.get(name)(document, folder, suffix) for name in formats]
    pages: list[Path] = []
    audience = results.study.get("report", {}).get("audience", "journal")
    if audience != "journal":
        few = manager.build(results, language, others)
        if few is not None:
            for name in (name for name in formats if name in FOR_MANAGERS):
                pages += renderers.get(name)(few, folder, suffix)
    return [*written, pages]


def _import(formats: Sequence[str]) -> None:
    """Load the heavy libraries once, before there are children."""
    if any(name in FOR_MANAGERS for name in formats):
        import matplotlib.backends.backend_agg
        import matplotlib.backends.backend_svg
        import matplotlib.font_manager  # noqa: F401
    if "docx" in formats:
        import docx  # noqa: F401
