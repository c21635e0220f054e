"""Codings of interviews nobody gave, a project as programs export it, a register."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

import numpy as np

SHARES: Mapping[str, float] = {
    "story_told": 0.24,
    "tip_given": 0.20,
    "shown_live": 0.06,
    "ask_around": 0.14,
    "unusual_call": 0.14,
    "own_ways": 0.10,
    "beyond_team": 0.06,
    "trust": 0.06,
}
"""Code -> its share of the segments."""
UNSURE = "trust"
"""The code on which coders do not agree."""
CODEBOOK = """\
# What each code speaks of. The stance says whether a segment speaks for a claim, or against.
schema: cpsurvey/codebook/1
codes:
  story_told:
    label: {en: A story of a call, fr: Récit d'un appel}
    construct: tks
    mode: story
    definition: {en: Somebody tells how a call went, fr: On raconte un appel passé}
    include: {en: told in passing, fr: raconté en passant}
    exclude: {en: training sessions, fr: formations}
    example: {en: '"I once had one of these ..."', fr: "« J'en ai eu un comme ça... »"}
  tip_given:
    label: {en: A tip, fr: Une astuce}
    construct: tks
    mode: tip
  shown_live:
    label: {en: Shown live, fr: Montré en direct}
    construct: tks
    mode: demonstration
  ask_around:
    label: {en: Knowing whom to ask, fr: Savoir à qui demander}
    construct: crm
  unusual_call:
    label: {en: A call outside routine, fr: Appel inhabituel}
    construct: nrw
    claims: [H6]
  own_ways:
    label: {en: Ways of our own, fr: Façons de faire à nous}
    construct: cop
  beyond_team:
    label: {en: Help from other teams, fr: Aide d'autres équipes}
    claims: [H8]
  trust:
    label: {en: Trust, fr: Confiance}
    construct: cop
"""
DOCUMENTS: list[dict[str, str]] = [
    {
        "id": f"D{at + 1:02d}",
        "type": ("procedure", "chart", "script", "indicator sheet")[at % 4],
        "date": f"2026-0{at % 9 + 1}-15",
        "formal_group_mentioned": str(int(at in (3, 9))),
    }
    for at in range(18)
]
CODERS = ("first", "second", "llm")
RIGHT = {"second": 0.97, "llm": 0.9}
"""How often each of the others gives the code that the first one gave."""
SOURCES = 26


def codings(rng: np.random.Generator) -> list[dict[str, str]]:
    """Segments of interviews and field notes; half are coded twice, by a model too."""
    rows: list[dict[str, str]] = []
    names = list(SHARES)
    for source in range(SOURCES):
        at = 0
        for segment in range(int(rng.integers(8, 18))):
            start = at + int(rng.integers(40, 300))
            at = start + int(rng.integers(60, 400))
            code = str(rng.choice(names, p=list(SHARES.values())))
            rows.append(_row(source, segment, start, at, "first", code))
            for coder in CODERS[1:] if source % 2 == 0 else ():
                wrong = rng.random() > (0.2 if code == UNSURE else RIGHT[coder])
                other = str(rng.choice([n for n in names if n != code])) if wrong else code
                moved = int(rng.integers(-12, 13))
                rows.append(_row(source, segment, start + moved, at + moved, coder, other))
    return rows


def _row(
    source: int, segment: int, start: int, end: int, coder: str, code: str
) -> dict[str, str]:
    interview = source < SOURCES - 4
    return {
        "source_id": f"I{source + 1:02d}",
        "source_type": "interview" if interview else "fieldnote",
        "segment_id": f"{source + 1}-{segment + 1}",
        "start_char": str(start),
        "end_char": str(end),
        "coder": coder,
        "code": code,
    }


TEXTS = (
    "On m'a raconté un appel comme celui-là. \U0001f642 Ensuite on cherche ensemble.",
    "Je demande à ma voisine. Elle connaît une astuce pour ces dossiers.",
)
"""The sign in the first is one character, and two units of UTF-16."""
CODED = (
    (0, "On m'a raconté un appel", "story_told"),
    (0, "on cherche ensemble", "ask_around"),
    (1, "Je demande à ma voisine", "ask_around"),
    (1, "une astuce pour ces dossiers", "tip_given"),
)


def _guid(kind: int, at: int) -> str:
    return f"{kind:08x}-0000-4000-8000-{at:012x}"


def project() -> bytes:
    """A REFI-QDA project as exported: one user, texts apart, the same bytes every time."""
    codes = "".join(
        f'<Code guid="{_guid(1, at)}" name={quoteattr(name)} isCodable="true"/>'
        for at, name in enumerate(SHARES)
    )
    sources = "".join(
        f'<TextSource guid="{_guid(2, at)}" name="entretien {at + 1}" '
        f'plainTextPath="internal://{_guid(2, at)}.txt" creatingUser="{_guid(3, 0)}">'
        f"{''.join(_selections(at))}</TextSource>"
        for at in range(len(TEXTS))
    )
    xml = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<Project xmlns="urn:QDA-XML:project:1.0" name="demo" origin="cpsurvey">'
        f'<Users><User guid="{_guid(3, 0)}" name="first"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}</Sources></Project>\n"
    )
    parts = {"project.qde": xml.encode()}
    for at, text in enumerate(TEXTS):
        parts[f"sources/{_guid(2, at)}.txt"] = ("\ufeff" + text).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            held.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 12, 0, 0)), data)
    return out.getvalue()


def _selections(source: int) -> Iterator[str]:
    text = TEXTS[source]
    for at, (where, said, code) in enumerate(CODED):
        if where == source:
            start = text.index(said)
            yield (
                f'<PlainTextSelection guid="{_guid(4, at)}" name={quoteattr(said)} '
                f'startPosition="{start}" endPosition="{start + len(said)}" '
                f'creatingUser="{_guid(3, 0)}"><Coding guid="{_guid(5, at)}" '
                f'creatingUser="{_guid(3, 0)}"><CodeRef '
                f'targetGUID="{_guid(1, list(SHARES).index(code))}"/></Coding>'
                "</PlainTextSelection>"
            )
