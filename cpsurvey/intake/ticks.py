"""Several answers with a column for each: ``Y`` or empty, 1 and 0, 1 and 2, the label or empty.

What stands for "chosen" is decided once for all columns of a question: a word for yes, the
answer's own label, code or alias. ``2`` is a no where LimeSurvey writes 1 and 2, and a yes
where the answer has this code; cells that can be read both ways refuse the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.design.options import Option
from cpsurvey.intake.lists import TwoReadingsError
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.options import OTHER_CODE, is_number
from cpsurvey.intake.several import Said, Several
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

YES = frozenset(
    (
        *("y", "yes", "true", "on", "x", "✓", "✔", "o", "oui", "vrai", "ja", "si", "sí", "sim"),
        *("checked", "selected", "chosen", "ticked", "quoted", "mentioned"),
        *("coché", "cochée", "sélectionné", "choisi", "cité", "mentionné"),
    )
)
NO = frozenset(
    (
        *("n", "no", "false", "off", "non", "faux", "nein", "nee", "não"),
        *("unchecked", "unselected", "not checked", "not selected", "not chosen", "not ticked"),
        *("not quoted", "not mentioned", "non coché", "non cochée", "non sélectionné"),
        *("non choisi", "non cité", "non mentionné"),
    )
)
Reading = Callable[[Option, str], bool | None]
"""Whether a word in an answer's column says that it was chosen; None: neither yes nor no."""
Row = tuple[str | None, ...]


def _words(word: str, no: int) -> bool | None:
    if word in YES or word in NO:
        return word in YES
    numbers = whole(word)
    if numbers <= {1, no} and len(numbers) == 1:
        return numbers == {1}
    return None


def _one_and_zero(_option: Option, word: str) -> bool | None:
    return _words(word, 0)


def _one_and_two(_option: Option, word: str) -> bool | None:
    return _words(word, 2)


def _own_name(option: Option, word: str) -> bool | None:
    names = {*option.label.values(), *option.aliases, option.id or ""}
    if word in map(words, names) or option.code in whole(word):
        return True
    return False if word in NO else None


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the different cells of a question's columns say, one column per answer.

    Parameters
    ----------
    verdicts : mapping of (int, str) to bool or None
        Code of an answer and a word in its column -> chosen, not chosen, neither.
    unseen : bool
        The platform says no to what nobody saw, too.
    """

    several: Several
    options: tuple[Option, ...]
    verdicts: Mapping[tuple[int, str], bool | None]
    unseen: bool

    def said(self, row: Row) -> Said:
        """What the cells of a row say together.

        Where one is chosen, or one says no, those left empty are not chosen. Where nothing is
        ticked and nothing says no, nobody answered: whether none applies is not known.
        """
        reasons, given = [], {}
        for option, cell in zip(self.options, row, strict=True):
            reason = _reason(cell, self.several, option)
            if reason is not None:
                reasons.append(reason)
            elif (verdict := self.verdicts[option.code, words(cell or "")]) is None:
                return None, SKIPPED, "unknown_tick"
            else:
                given[option.code] = verdict
        chosen = [code for code, verdict in given.items() if verdict]
        if chosen or (given and not self.unseen):
            return self.several.said(chosen)
        return None, SKIPPED if given else _one_reason(reasons), ""

    def strange(self, row: Row) -> int:
        """Place of the first cell that says neither yes nor no; 0 where there is none."""
        for at, (option, cell) in enumerate(zip(self.options, row, strict=True)):
            if cell and self.verdicts.get((option.code, words(cell)), True) is None:
                return at
        return 0


def _one_reason(reasons: Sequence[int]) -> int:
    """Why nothing was answered: a declared reason, else left blank, else not shown."""
    declared = [one for one in reasons if one not in (NOT_SHOWN, SKIPPED)]
    return declared[0] if declared else SKIPPED if SKIPPED in reasons else NOT_SHOWN


def _reason(cell: str | None, several: Several, option: Option) -> int | None:
    """Why a cell says neither yes nor no; None where it says something."""
    if cell is None:
        return NOT_SHOWN
    word = words(cell)
    reason = several.missing.declared(word)
    if reason is None and not (word in YES | NO or _own_name(option, word)):
        reason = several.missing_code(word)
    return reason


def read(
    rows: Mapping[Row, int],
    options: Sequence[Option],
    several: Several,
    *,
    unseen: bool = False,
) -> Ticks:
    """How the columns of `options` are to be read; `rows` tells how often each row stands.

    Raises
    ------
    TwoReadingsError
        They can be read in two ways.
    """
    cells: dict[tuple[int, str], int] = {}
    for row, count in rows.items():
        for option, cell in zip(options, row, strict=True):
            if cell and _reason(cell, several, option) is None:
                place = option.code, words(cell)
                cells[place] = cells.get(place, 0) + count
    by_code = {option.code: option for option in options}
    found: list[tuple[int, Mapping[tuple[int, str], bool | None]]] = []
    for reading in (_one_and_zero, _one_and_two, _own_name):
        verdicts = {
            (code, word): _verdict(reading, by_code[code], word, several)
            for code, word in cells
        }
        strange = sum(count for place, count in cells.items() if verdicts[place] is None)
        found.append((strange, verdicts))
    fewest = min(strange for strange, _ in found)
    equal = [verdicts for strange, verdicts in found if strange == fewest]
    made = [Ticks(several, tuple(options), verdicts, unseen) for verdicts in equal]
    if any(one.verdicts != made[0].verdicts for one in made):
        made = [one for one in made if _whole(one, rows)] or made
    if any(one.verdicts != made[0].verdicts for one in made):
        places = {p for one in made for p in cells if one.verdicts[p] != made[0].verdicts[p]}
        raise TwoReadingsError(code for code, _ in places)
    return made[0]


def _verdict(reading: Reading, option: Option, word: str, several: Several) -> bool | None:
    found = reading(option, word)
    if found is None and option.code == several.other and not is_number(word):
        return True  # the text that goes with the answer
    return True if word == OTHER_CODE else found


def _whole(ticks: Ticks, rows: Iterable[Row]) -> bool:
    """Whether rows with a no have no empty cell, as platforms write that write a no."""
    for row in rows:
        said = [
            ticks.verdicts[option.code, words(cell)]
            for option, cell in zip(ticks.options, row, strict=True)
            if cell and _reason(cell, ticks.several, option) is None
        ]
        if False in said and len(said) < len(row):
            return False
    return True
