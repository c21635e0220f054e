"""The page of all runs of a study: one line each, with links to its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from cpsurvey.report.words import Phrase, Words

TITLE = Phrase("Runs of the study", "Exécutions de l'étude")
PRIVATE = Phrase(
    "Working copies, not for passing on: what may be passed on is made by 'cpsurvey release'.",
    "Copies de travail, à ne pas transmettre : « cpsurvey release » fait ce qui peut l'être.",
)
RUN = Phrase("Run", "Exécution")
DAY = Phrase("{day}", "{day}")
PEOPLE = Phrase("People", "Personnes")
WAVE = Phrase("Wave", "Vague")
STATUS = Phrase("Status", "État")
DOCUMENTS = Phrase("Documents", "Documents")
RELEASES = Phrase("Released as", "Publiée comme")
CURRENT = Phrase("current", "actuelle")
NONE = Phrase("There is no run.", "Il n'y a aucune exécution.")
DONE = Phrase("done", "terminée")
NOT_SOUND = Phrase(
    "not sound or not done: {n} {n:analysis|analyses}",
    "non fiables ou non faites : {n} {n:analyse|analyses}",
)
FAULT = Phrase(
    "a part failed by a fault of cpsurvey", "une partie a échoué par un défaut de cpsurvey"
)
UNREADABLE = Phrase("its record cannot be read", "son enregistrement est illisible")
PART = Phrase("a part of a run", "une partie d'exécution")


@dataclass(frozen=True, slots=True)
class Entry:
    """One run.

    Parameters
    ----------
    day : str
        When it was made, ISO; empty where nobody knows.
    n : int or None
        Most people an analysis rests on.
    status : str
        ``done``, ``not_sound``, ``fault``, ``unreadable`` or ``part``.
    bad : int
        Analyses that must not be read, or have no result.
    documents : tuple of (name, links)
        Document -> what its files are called, and where they are from this page.
    releases : tuple of int
        Releases made of it that stand.
    """

    id: str
    day: str = ""
    n: int | None = None
    wave: str = ""
    status: str = "done"
    bad: int = 0
    documents: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    releases: tuple[int, ...] = ()
    current: bool = False


_STATUS = {"done": DONE, "fault": FAULT, "unreadable": UNREADABLE, "part": PART}
_STYLE = """
:root { color-scheme: light dark; --ink: #1d2a33; --paper: #fff; --soft: #5b6b77;
  --line: #c8d1d8; --link: #1a4e8a; --mark: #e8f0fa; --loud: #b3182d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebef; --paper: #14191d;
  --soft: #a3b1bb; --line: #3a4750; --link: #8fbcf0; --mark: #1d3146; --loud: #ff8f9b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; color: var(--soft); }
p.loud { color: var(--loud); font-weight: 600; }
a { color: var(--link); white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem;
  border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
th.n { text-align: right; }
tr.current { background: var(--mark); }
th[scope=row] { font-weight: 600; }
.tag { color: var(--soft); font-weight: 400; }
.doc { display: block; }
@media (max-width: 45rem) {
  thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px;
    overflow: hidden; }
  tr, th[scope=row], td, td.n { display: block; text-align: left; border: 0; padding: .1rem 0; }
  tr, tr.current { border-bottom: 1px solid var(--line); padding: .6rem .5rem; }
  td:empty { display: none; }
  td::before { content: attr(data-what) " "; color: var(--soft); }
}
"""


def page(title: str, entries: Sequence[Entry], words: Words) -> str:
    """The page as HTML without a script; nothing in it is taken as mark-up."""
    heads = (RUN, PEOPLE, WAVE, STATUS, DOCUMENTS, RELEASES)
    head = "".join(
        f'<th scope="col"{" class=n" * (one is PEOPLE)}>{escape(words(one))}</th>'
        for one in heads
    )
    rows = "\n".join(_row(one, words) for one in entries)
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    body = table if entries else f"<p>{escape(words(NONE))}</p>"
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(words(TITLE))} · {escape(title)}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(words(TITLE))}</p>\n"
        f'<p class="loud">{escape(words(PRIVATE))}</p>\n{body}\n</main>\n</body>\n</html>\n'
    )


def _row(one: Entry, words: Words) -> str:
    said = words(NOT_SOUND, n=one.bad) if one.status == "not_sound" else None
    status = said or words(_STATUS[one.status])
    tag = f' <span class="tag">({escape(words(CURRENT))})</span>' if one.current else ""
    day = escape(words(DAY, day=one.day)) if one.day else ""
    cells = (
        (PEOPLE, "" if one.n is None else escape(words.number(one.n, "int")), ' class="n"'),
        (WAVE, escape(one.wave), ""),
        (STATUS, escape(status), ""),
        (DOCUMENTS, "".join(_document(*each) for each in one.documents), ""),
        (RELEASES, escape(", ".join(map(str, one.releases))), ""),
    )
    rest = "".join(
        f'<td data-what="{escape(words(what))}"{kind}>{text}</td>' for what, text, kind in cells
    )
    mark = ' class="current"' if one.current else ""
    head = f'<th scope="row">{day}{tag}<br><span class="tag">{escape(one.id)}</span></th>'
    return f"<tr{mark}>{head}{rest}</tr>"


def _document(name: str, links: Sequence[tuple[str, str]]) -> str:
    found = " · ".join(f'<a href="{quote(place)}">{escape(said)}</a>' for said, place in links)
    return f'<span class="doc">{escape(name)}: {found}</span>'
