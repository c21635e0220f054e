"""Works a document rests on: cited in its text by a key, listed where they are cited.

Phrases cite by ``[@holm1979]`` or ``[@bell2002; @pustejovsky2018]``; `cited` makes
"(Holm, 1979)" of it and says which works those are, so that a list holds what the text
cites and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cpsurvey.typography import NARROW, NBSP

Sort = Literal["article", "book", "incollection", "software"]
_MARK = re.compile(r"\[(@\w+(?:; @\w+)*)\]")
_ENTRY: dict[Sort, str] = {
    "article": "article",
    "book": "book",
    "incollection": "incollection",
    "software": "misc",
}
MANY = 20
"""Authors that APA style names in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One work.

    Parameters
    ----------
    authors : tuple of str
        "Family, I. I.", in order; an organisation without comma.
    year : str
        Empty where none is known.
    within : str
        Journal; publisher of a book; editors, title, pages and publisher of a collection.
    place : str
        Volume and pages, as APA writes them: ``"28(2), 169–181"``.
    url : str
        Where software is found.
    """

    key: str
    sort: Sort = "article"
    authors: tuple[str, ...]
    year: str
    title: str
    within: str = ""
    place: str = ""
    doi: str = ""
    url: str = ""

    def named(self, language: str) -> str:
        """As a sentence cites it, without brackets: "Bell & McCaffrey, 2002"."""
        names = [_family(author) for author in self.authors]
        joint = " et " if language == "fr" else " & "
        who = joint.join(names) if len(names) < 3 else f"{names[0]} et al."
        return f"{who}, {self._dated(language)}"

    def _dated(self, language: str) -> str:
        return self.year or (f"s.{NBSP}d." if language == "fr" else "n.d.")

    def text(self, language: str) -> str:
        """Its entry of a list of references, in APA 7."""
        who = _listed(self.authors, language)
        parts = [f"{who} ({self._dated(language)}). {self.title}.".replace("?.", "?")]
        if self.within:
            parts.append(f"{self.within}, {self.place}." if self.place else f"{self.within}.")
        if self.doi or self.url:
            parts.append(f"https://doi.org/{self.doi}" if self.doi else self.url)
        return " ".join(parts)

    def bibtex(self) -> str:
        """Its entry of a BibTeX file."""
        fields = {
            "author": " and ".join(map(_whole, self.authors)),
            "title": f"{{{self.title}}}",
        }
        fields |= {"year": self.year or "n.d."}
        if self.sort == "article":
            fields |= {"journal": self.within, **_numbered(self.place)}
        elif self.sort == "book":
            fields["publisher"] = self.within
        elif self.sort == "incollection":
            fields["note"] = self.within
        fields |= {"doi": self.doi, "url": self.url}
        lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value]
        return f"@{_ENTRY[self.sort]}{{{self.key},\n" + ",\n".join(lines) + "\n}\n"


def bibtex(references: Iterable[Reference]) -> str:
    """A whole BibTeX file (UTF-8)."""
    return "\n".join(one.bibtex() for one in references)


def cited(text: str, language: str, known: dict[str, Reference]) -> tuple[str, list[str]]:
    """The text with its marks as APA writes them, and the keys they name.

    A mark that stands in brackets gets none of its own.

    Raises
    ------
    KeyError
        A mark names no work: our bug.
    """
    keys: list[str] = []

    def shown(match: re.Match[str]) -> str:
        mine = sorted((known[key.strip("@ ")] for key in match[1].split(";")), key=order)
        keys.extend(one.key for one in mine)
        between = f"{NARROW}; " if language == "fr" else "; "
        said = between.join(one.named(language) for one in mine)
        before = text[: match.start()]
        if before.count("(") > before.count(")"):
            return said
        return f"({said})"

    return _MARK.sub(shown, text), keys


def order(one: Reference) -> tuple[str, str]:
    """Where it stands in a list: by names without accents, then by year."""
    plain = unicodedata.normalize("NFKD", ", ".join(one.authors))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold(), one.year


def spoken_of(
    texts: Iterable[str], known: Iterable[Reference], language: str
) -> list[Reference]:
    """Works that texts name without a key, by the names and the year they are cited by."""
    whole = " ".join(texts).replace(" and ", " & ").replace(NBSP, " ")
    return sorted((one for one in known if any(_forms(one, language, whole))), key=order)


def _forms(one: Reference, language: str, text: str) -> Iterator[bool]:
    who, _, year = one.named(language).rpartition(", ")
    yield f"{who}, {year}" in text
    yield f"{who} ({year}" in text


def _family(author: str) -> str:
    return author.partition(",")[0]


def _listed(authors: tuple[str, ...], language: str) -> str:
    """Names as APA lists them; French writes "et" and no comma before it."""
    names = [author.replace(". ", f".{NBSP}") for author in authors[:MANY]]
    if len(names) == 1:
        return names[0]
    *most, last = names
    return ", ".join(most) + (f" et {last}" if language == "fr" else f", & {last}")


def _whole(author: str) -> str:
    """An organisation is one name to BibTeX."""
    return author if "," in author else f"{{{author}}}"


def _numbered(place: str) -> dict[str, str]:
    match = re.fullmatch(r"(\d+)(?:\((\w+)\))?(?:, (.+))?", place)
    if not match:
        return {"note": place}
    volume, number, pages = match.groups()
    return {
        "volume": volume,
        "number": number or "",
        "pages": (pages or "").replace("–", "--"),
    }


def _tex(value: str) -> str:
    return value.replace("&", r"\&").replace("–", "--")
