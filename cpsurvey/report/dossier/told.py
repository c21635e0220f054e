"""What people were told, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from cpsurvey.report import columns as c
from cpsurvey.report import dossier_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.dossier.facts import Facts
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of two columns."""

    what: str
    value: str


def two_columns(id: str, title: str, lines: list[Line], words: Words) -> Table:
    """What, and what is there."""
    columns: list[c.Column[Line]] = [
        c.Column("what", w.WHAT, "text"),
        c.Column("value", w.HERE, "text"),
    ]
    return c.table(id, title, columns, lines, words)


def notice(facts: Facts, words: Words) -> Iterator[Text]:
    """The notice as it was given, and whether it was given in time."""
    yield from alarms(facts, words)
    if not facts.notice:
        said = w.NONE_NEEDED if facts.simulated else w.NO_NOTICE
        yield Text(words(said))
        return
    yield Text(f"{words.pair(words(w.NOTICE), state(facts, words))}.", "lead")
    text, sha256 = facts.notice.get("text"), facts.notice.get("sha256")
    if sha256 and text is None:
        yield Text(words(w.NOTICE_FILE, file=facts.notice["file"], sha256=sha256))
    elif text is None:
        yield Text(words(w.NOTICE_GONE), "warning")
    else:
        yield from paragraphs(_spoken(text, facts, words))


def alarms(facts: Facts, words: Words) -> Iterator[Text]:
    """What must be mended before anything is passed on."""
    if facts.untold:
        yield Text(words(w.UNTOLD), "alert")
    if facts.late:
        yield Text(
            words(w.LATE, first=facts.found["first"], given=facts.notice["given"]), "warning"
        )


def state(facts: Facts, words: Words) -> str:
    """When the notice was given."""
    if not facts.notice:
        return words(w.NONE_NEEDED if facts.simulated else w.NO_NOTICE)
    given = facts.notice.get("given")
    return words(w.YES_NOTICE, day=given) if given else words(w.NOT_YET)


def _spoken(text: str, facts: Facts, words: Words) -> str:
    """Of a notice in the study's languages, one below the other, the part in this one."""
    parts, languages = text.split("\n---\n"), list(facts.results.study["languages"])
    if len(parts) > 1 and len(parts) == len(languages) and words.language in languages:
        return parts[languages.index(words.language)]
    return text


def paragraphs(text: str) -> Iterator[Text]:
    """A text of Markdown as paragraphs, its words unchanged."""
    for part in text.split("\n\n"):
        lines = [line for line in part.split("\n") if line.strip()]
        if not lines or set(part.strip()) <= {"-"}:
            continue
        if lines[0].startswith("#"):
            yield Text(lines.pop(0).lstrip("#").strip(), "lead")
        entries: list[str] = []
        for line in lines:
            if line.startswith(("- ", "* ")) or not entries:
                entries.append(line.strip())
            else:
                entries[-1] += f" {line.strip()}"
        yield from (Text(_entry(one)) for one in entries)


def _entry(line: str) -> str:
    return f"– {line[2:]}" if line.startswith(("- ", "* ")) else line


def purposes(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """What only the study can say."""
    lines = [
        Line(words(w.DECLARED[name]), facts.declared(name, words)) for name in get_args(w.Open)
    ]
    yield two_columns("D-purposes", words(w.PURPOSES), lines, words)
    if facts.open():
        yield Text(words(w.FILL_HOW), "note")
