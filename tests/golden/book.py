"""Reports as text: one file per table and per chapter, to be read, compared and accepted.

make golden        # write the texts anew, then read the difference before committing it
"""

from __future__ import annotations

import difflib
import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpsurvey.report import build
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.documents import Given, Stands, papers
from cpsurvey.report.table import Row, Table
from cpsurvey.report.typeset import typeset
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet
from cpsurvey.stored import read as stored_results

HERE = Path(__file__).parent
RESULTS = HERE / "results"
LANGUAGES = ("en", "fr")
VALUES_IN = "en"
"""Numbers in full are the same in every language: they are printed in this one."""
STEP = 4
"""Columns are padded to multiples of it: a wider cell seldom moves the other lines."""
WIDTH = 96
DOCUMENTS = ("article", "supplement", "manager", "dossier", "report")
PAGE = {"report": "first"}
"""Folder of the page to open first; chapters of the supplement have folders of their own."""


def stored() -> dict[str, ResultSet]:
    """The stored results, by name."""
    return {
        file.stem: stored_results(file.read_text(encoding="utf-8"))
        for file in sorted(RESULTS.glob("*.json"))
    }


def documents(results: ResultSet, language: str) -> list[Document]:
    """Every document that there is of these results, as it is written; the first page last."""
    others = {other: f".{other}" for other in LANGUAGES if other != language}
    whole = build.build(results, language, others)
    beside: dict[str, Stands] = {}
    made = []
    for name in DOCUMENTS:
        paper = papers.get(name)
        given = Given(results, Words(language, results.labels), whole, others, dict(beside))
        if document := paper.build(given):
            beside[name] = Stands(document, (f"{name}.html",))
            made.append(typeset(replace(document, name=PAGE.get(name, name))))
    return made


def texts(printed: Sequence[Document]) -> dict[str, str]:
    """Path below the folder of these results -> text."""
    found: dict[str, str] = {}
    for document in printed:
        found[f"{document.name}.txt"] = head(document)
        for section in document.sections:
            chapter = document.name == "supplement"
            place = section.id if chapter else document.name
            name = "page" if chapter else section.id
            found[f"{place}/{name}.txt"] = page(section)
            for table in _tables(section):
                path, count = f"{place}/{table.id}.txt", 1
                while path in found:
                    count += 1
                    path = f"{place}/{table.id}~{count}.txt"
                found[path] = table_text(table, document.language)
    return found


def _tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def head(document: Document) -> str:
    """Title, banner, the renderers' own words, and the chapters in their order."""
    lines = [document.title, document.subtitle, f"banner: {document.banner or '-'}"]
    lines += [f"{key}: {word}" for key, word in document.words.items()]
    lines += [f"other language: {o} {suffix}" for o, suffix in document.others.items()]
    for part, sections in document.parts():
        lines += ["", part or "-"]
        lines += [f"  {section.id}: {section.title}" for section in sections]
    return _joined(lines)


def page(section: Section) -> str:
    """What stands in a chapter, in its order; tables by their ids, pictures by their words."""
    lines = [section.title]
    for block in section.blocks:
        lines.append("")
        lines += _block(block)
    return _joined(lines)


def _block(block: Text | Table | Figure) -> list[str]:
    if isinstance(block, Text):
        return _wrapped(block.text, "" if block.tone == "plain" else f"[{block.tone}] ")
    if isinstance(block, Table):
        return [f"[table] {block.id}{' (spreadsheets only)' if block.sheet_only else ''}"]
    return [
        f"[figure] {block.id}",
        *_wrapped(block.title, "  "),
        *_wrapped(block.alt, "  alt: "),
    ]


def _wrapped(text: str, before: str) -> list[str]:
    """Lines of a paragraph."""
    return [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(
            before + _visible(part),
            WIDTH,
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]


def table_text(table: Table, language: str) -> str:
    """A table: columns, rows as printed, notes, and every number in full."""
    lines = [
        *_wrapped(table.title, f"{table.id}. "),
        *(["(spreadsheets only)"] if table.sheet_only else []),
        "",
        *(f"  {c.key:<20} {c.kind:<10} {c.heading}" for c in table.columns),
        "",
        *_rows(table, language),
        "",
        *(line for note in table.notes for line in _wrapped(note, "- ")),
    ]
    if language == VALUES_IN:
        lines += ["", "in full", *_values(table)]
    return _joined(lines)


def _rows(table: Table, language: str) -> list[str]:
    shown = [
        [column.heading for column in table.columns],
        *(_printed(table, row, language) for row in table.rows),
    ]
    widths = [
        -(-max(len(cells[at]) for cells in shown if len(cells) > 1 or at == 0) // STEP) * STEP
        for at in range(len(table.columns))
    ]
    lines = []
    for cells in shown:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        lines.append(" | ".join(padded).rstrip() if len(cells) > 1 else cells[0])
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def _printed(table: Table, row: Row, language: str) -> list[str]:
    """Cells as a reader sees them; those printed in grey begin with ~."""
    if row.role == "group":
        return [f"== {row.heading}"]
    cells = [
        ("~" if column.key in row.faint else "") + text
        for column, text in zip(table.columns, table.shown(row, language), strict=True)
    ]
    if row.role == "foot":
        cells[0] = f"_ {cells[0]}"
    return [cell.replace("\n", "\u21b5") for cell in cells]


def _values(table: Table) -> Iterator[str]:
    """Numbers by column key, row by row, as spreadsheets get them."""
    for at, row in enumerate(table.rows, 1):
        if row.role == "group":
            continue
        said = [
            f"{key}={in_full(value)}"
            for key, value in row.cells.items()
            if not isinstance(value, str) and in_full(value) != "None"
        ]
        if said:
            yield f"{at}: {' '.join(said)}"


def in_full(value: Any) -> str:
    """A cell with nine digits, which no machine computes otherwise."""
    if isinstance(value, tuple | list):
        if all(one is None for one in value):
            return "None"
        return f"[{','.join(in_full(one) for one in value)}]"
    return format(value, ".9g") if isinstance(value, float) else str(value)


def _joined(lines: Sequence[str]) -> str:
    return _visible("\n".join(line.rstrip() for line in lines).rstrip()) + "\n"


def _visible(text: str) -> str:
    """Spaces that no line may break at are shown."""
    return text.replace("\u00a0", "\u2423").replace("\u202f", "\u237d")


# ------------------------------------------------------------------- compare and accept
def folder(language: str, name: str) -> Path:
    """Where the accepted texts of these results stand."""
    return HERE / language / name


def accepted(language: str, name: str) -> dict[str, str]:
    """Path -> accepted text."""
    place = folder(language, name)
    return {
        str(file.relative_to(place)): file.read_text(encoding="utf-8")
        for file in sorted(place.rglob("*.txt"))
    }


def differences(
    want: Mapping[str, str], got: Mapping[str, str], *, most: int = 12
) -> list[str]:
    """What differs, file by file, each with its first `most` lines."""
    said = [f"{path}: nobody prints it any more" for path in want if path not in got]
    said += [f"{path}: printed, never accepted" for path in got if path not in want]
    for path, text in got.items():
        if path in want and want[path] != text:
            lines = difflib.unified_diff(
                want[path].splitlines(), text.splitlines(), "accepted", "now", n=0, lineterm=""
            )
            said.append("\n".join([path, *list(lines)[2 : 2 + most]]))
    return said


def write() -> None:
    """Accept what is printed now."""
    found = {
        folder(language, name) / path: text
        for language in LANGUAGES
        for name, results in stored().items()
        for path, text in texts(documents(results, language)).items()
    }
    for language in LANGUAGES:
        shutil.rmtree(HERE / language, ignore_errors=True)
    for file, text in found.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
