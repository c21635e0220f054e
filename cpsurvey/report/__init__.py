"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cpsurvey.results import ResultSet

__all__ = ["write_report"]
FOR_MANAGERS = ("html", "docx")
"""Formats of the pages for managers; tables in numbers stay in the report."""


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
    from cpsurvey.report.build import build
    from cpsurvey.report.render import renderers

    suffixes = {lang: "" if i == 0 else f".{lang}" for i, lang in enumerate(languages)}
    documents = {
        lang: build(results, lang, {o: s for o, s in suffixes.items() if o != lang})
        for lang in languages
    }
    written: list[Path] = []
    for name in formats:
        write = renderers.get(name)
        for lang, document in documents.items():
            written += write(document, folder, suffixes[lang])
    audience = results.study.get("report", {}).get("audience", "journal")
    if audience != "journal":
        written += _pages_for_managers(results, folder, formats, suffixes)
    return written


def _pages_for_managers(
    results: ResultSet, folder: Path, formats: Sequence[str], suffixes: dict[str, str]
) -> list[Path]:
    """The same results in a few pages without p-values, where there is something to act on."""
    from cpsurvey.report.manager import build
    from cpsurvey.report.render import renderers

    written: list[Path] = []
    for lang, suffix in suffixes.items():
        others = {o: s for o, s in suffixes.items() if o != lang}
        document = build(results, lang, others)
        if document is not None:
            for name in (name for name in formats if name in FOR_MANAGERS):
                written += renderers.get(name)(document, folder, suffix)
    return written
