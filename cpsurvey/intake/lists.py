"""Several answers in one cell: ``chat phone``, ``Chat;Phone;``, ``Chat, Mail, letters``.

Which sign stands between answers is found from the whole column, for an answer may hold it.
A cell is cut at every such sign, and its pieces are put together to answers so that as few as
possible are left over; a cell that can be cut into answers in two ways refuses the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cpsurvey.intake.numerals import readings
from cpsurvey.intake.options import Answers, Fit, UndecidedError, Way, is_number
from cpsurvey.intake.several import Said, Several
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

SIGNS = (";", "|", "\n", ",", " ")
"""What platforms write between answers, the one least often in a label first."""
_READINGS = 8
"""Ways to cut a cell that are told apart; two are too many already."""


class TwoReadingsError(Exception):
    """A cell holds one set of answers or another, and nothing says which."""

    def __init__(self, codes: Iterable[int] = ()) -> None:
        super().__init__()
        self.codes = tuple(sorted(set(codes)))


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to put the pieces of a cell together.

    Parameters
    ----------
    known : int
        Answers in it.
    free : tuple of str
        Pieces that are none.
    readings : tuple of frozenset of int
        Sets of answers it can be; one, where there is no doubt.
    """

    known: int
    free: tuple[str, ...]
    readings: tuple[frozenset[int], ...]


def read(cells: Mapping[str | None, int], several: Several) -> dict[str | None, Said]:
    """What every different cell of a column says; `cells` tells how often each stands in it.

    Raises
    ------
    TwoReadingsError
        A cell can be cut in two ways.
    UndecidedError
        Numbers may be codes or labels.
    """
    found: dict[str | None, Said] = {}
    left: dict[str, int] = {}
    for cell, count in cells.items():
        word = words(cell or "")
        reason = NOT_SHOWN if cell is None else several.missing.declared(word)
        if reason is None and several.answers.texts.get(word) is None:
            reason = several.missing_code(word)
        if reason is None:
            left[cell or ""] = count
        else:
            found[cell] = None, reason, ""
    if not left:
        return found
    split = _choose(left, several)
    cuts = {cell: split.cut(cell) for cell in left}
    strange = len(left) > 1 and not any(cut.known for cut in cuts.values())
    return found | {
        cell: _said(cut, split, several, strange=strange) for cell, cut in cuts.items()
    }


@dataclass(slots=True)
class _Split:
    """Cells cut at one sign.

    Parameters
    ----------
    long : mapping of tuple of str to set of int
        Names of answers that hold the sign, in their pieces -> codes.
    """

    sign: str
    answers: Answers
    way: Way | None = None
    languages: list[str] = field(default_factory=list)
    long: dict[tuple[str, ...], set[int]] = field(default_factory=dict)
    known: dict[str, Fit] = field(default_factory=dict)

    @staticmethod
    def of(sign: str, cells: Iterable[str], several: Several) -> _Split:
        made = _Split(sign, several.answers)
        for option in several.options:
            for name in (*option.label.values(), *option.aliases):
                pieces = made.pieces(name)
                if len(pieces) > 1:
                    made.long.setdefault(pieces, set()).add(option.code)
        given = {piece for cell in cells for piece in made.pieces(cell)}
        made.way = several.declared or several.answers.way(given)
        made.languages = several.answers.languages(given)
        return made

    def pieces(self, cell: str) -> tuple[str, ...]:
        cut = (words(piece) for piece in cell.split(self.sign if self.sign != " " else None))
        return tuple(piece for piece in cut if piece)

    def fit(self, piece: str) -> Fit:
        """The answer that one piece alone is."""
        if piece not in self.known:
            exact = self.answers.exact(piece, self.way, self.languages)
            if is_number(piece) and " " in piece:
                exact = Fit(None, "code_out_of_range")  # two numbers, not thousands
            self.known[piece] = exact or self.answers.loose(piece, self.way)
        return self.known[piece]

    def cut(self, cell: str) -> _Cut:
        """The cell in answers, with as few pieces left over as there can be."""
        pieces = self.pieces(cell)
        longest = max(map(len, self.long), default=1)
        best = [_Cut(0, (), (frozenset(),))]  # of what follows, from the end
        for at in range(len(pieces) - 1, -1, -1):
            options = [_before(self.fit(pieces[at]), pieces[at], best[-1])]
            for size in range(2, min(longest, len(pieces) - at) + 1):
                codes = self.long.get(pieces[at : at + size], ())
                options += [_before(Fit(code), "", best[-size]) for code in codes]
            best.append(_fewest_left(options))
        return best[-1]


def _before(fit: Fit, piece: str, rest: _Cut) -> _Cut:
    """A piece, or an answer, before what follows it."""
    if fit.code is None:
        return _Cut(rest.known, (piece, *rest.free), rest.readings)
    both = tuple(dict.fromkeys(one | {fit.code} for one in rest.readings))
    return _Cut(rest.known + 1, rest.free, both)


def _fewest_left(options: list[_Cut]) -> _Cut:
    fewest = min(len(one.free) for one in options)
    equal = [one for one in options if len(one.free) == fewest]
    every = dict.fromkeys(reading for one in equal for reading in one.readings)
    return _Cut(max(one.known for one in equal), equal[0].free, tuple(every)[:_READINGS])


def _choose(cells: Mapping[str, int], several: Several) -> _Split:
    """The sign at which the cells fall into most answers and fewest other pieces."""
    scored: list[tuple[int, _Split, dict[str, _Cut]]] = []
    undecided = False
    for sign in SIGNS:
        if sign != SIGNS[0] and not any(sign in cell.strip() for cell in cells):
            continue
        try:
            split = _Split.of(sign, cells, several)
        except UndecidedError:
            undecided = True
            continue
        cuts = {cell: split.cut(cell) for cell in cells}
        score = sum(cells[cell] * (cut.known - len(cut.free)) for cell, cut in cuts.items())
        scored.append((score, split, cuts))
    if not scored or (undecided and max(score for score, *_ in scored) <= 0):
        raise UndecidedError
    best = max(score for score, *_ in scored)
    equal = [(split, cuts) for score, split, cuts in scored if score == best]
    split, cuts = equal[0]
    for _, others in equal[1:]:
        for cell, cut in cuts.items():
            if cut.known and cut.readings != others[cell].readings:
                raise TwoReadingsError(set().union(*cut.readings, *others[cell].readings))
    return split


def _said(cut: _Cut, split: _Split, several: Several, *, strange: bool) -> Said:
    """What a cell says; `strange` where no cell of the column holds a known answer."""
    if len(cut.readings) > 1:
        raise TwoReadingsError(set().union(*cut.readings))
    chosen = set(cut.readings[0])
    for piece in cut.free:
        numeric = readings(piece) != (None, None)
        if several.other is None or numeric or strange:
            return None, SKIPPED, split.fit(piece).rule
        chosen.add(several.other)
    if not chosen:
        return None, SKIPPED, ""
    return several.said(chosen)
