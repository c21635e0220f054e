"""Which columns of an export name people: by generator, by question about them, by place.

``net_advice`` (several tokens in one cell), ``net_advice_1``, ``net_advice[SQ001]`` (one each),
``net_advice[A12]``, ``net_advice/A12`` (a tick below each person of a roster), and the same of
``net_advice_tie_freq``. Separators are as platforms write them; LimeSurvey leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.design.form import Network
from cpsurvey.intake.export import Column

_SEP = r"[\s_./:\[({{\-]+"
_PLACE = re.compile(r"(?:(?:sq|q|a|n|name|nom|person|personne|alter)[ _]*)?0*(\d{1,3})", re.I)
OTHER = ("other", "autre")
"""Part of a roster's column for those who stand in no column of their own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column is of the network.

    Parameters
    ----------
    relation : str
        Generator.
    about : str
        Question about the person named; empty where the column names.
    parts : tuple of str
        What tells it from other columns of the same: a place, a token; none: it stands alone.
    """

    column: Column
    relation: str
    about: str
    parts: tuple[str, ...]

    @property
    def place(self) -> int | None:
        """Number of the place, where one of its parts is one."""
        return next((at for part in self.parts if (at := place(part)) is not None), None)

    @property
    def key(self) -> str:
        """What a weight and the name it is of have in common."""
        return str(self.place) if self.place is not None else "|".join(self.parts).casefold()


def place(part: str) -> int | None:
    """Number of a place: ``3``, ``SQ003``, ``person 3``."""
    found = _PLACE.fullmatch(part.strip())
    return int(found[1]) if found else None


def columns(asked: Iterable[Column], network: Network, chosen: Mapping[int, str]) -> list[Cell]:
    """Columns that belong to the network.

    Parameters
    ----------
    chosen : mapping of int to str
        Place of a column -> what the source says that it is.
    """
    patterns = list(_patterns(network))
    found = []
    for column in asked:
        names = [chosen[column.index]] if chosen.get(column.index) else _names(column)
        cell = next(filter(None, (_cell(column, names, *one) for one in patterns)), None)
        if cell is not None:
            found.append(cell)
    return found


def _names(column: Column) -> list[str]:
    return list(dict.fromkeys((*column.codes, column.heading, *column.texts)))


def _patterns(network: Network) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """The longest names first: ``net_advice_tie_freq_1`` is no person of ``net_advice``."""
    for generator in network.generators:
        mine = _either([generator.id])
        for one in network.interpreters:
            if generator.id in one.applies_to:
                about = _either([one.id])
                yield _tail(rf"{mine}{_SEP}?{about}"), generator.id, one.id
                yield _tail(rf"{about}{_SEP}?{mine}"), generator.id, one.id
                middle = rf"{mine}{_SEP}(?P<part>.+?)[\])}}]*{_SEP}{about}"
                yield re.compile(middle, re.I), generator.id, one.id
        yield _tail(_either([generator.id, *generator.text.values()])), generator.id, ""


def _either(names: Sequence[str]) -> str:
    """Names, where a sign between letters may be any or none."""
    return (
        "(?:" + "|".join(r"[\s_.\-]*".join(map(re.escape, _words(one))) for one in names) + ")"
    )


def _words(name: str) -> list[str]:
    return [one for one in re.split(r"[\s_.\-]+", name) if one]


def _tail(begin: str) -> re.Pattern[str]:
    return re.compile(rf"{begin}\s*(?:{_SEP}(?P<part>.+?)[\])}}\s]*)?", re.I)


def _cell(
    column: Column, names: Sequence[str], pattern: re.Pattern[str], relation: str, about: str
) -> Cell | None:
    parts: list[str] = []
    for name in names:
        if found := pattern.fullmatch(name.strip()):
            parts.append((found["part"] or "").strip())
    if any(pattern.fullmatch(one.strip()) for one in column.of):
        parts = [*column.part, *parts]
    elif not parts:
        return None
    return Cell(column, relation, about, tuple(dict.fromkeys(filter(None, parts))))
