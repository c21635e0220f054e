"""Several answers in one cell: ``chat phone``, ``Chat;Phone;``, ``Chat, Mail, letters``.

Which sign stands between answers is found from the whole column, for an answer may hold it.
A cell is cut at every such sign, and its pieces are put together to answers so that as few as
possible are left over; a cell that can be cut into answers in two ways refuses the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cpsurvey.intake.options import OTHER_CODE, Answers, Fit, UndecidedError, Way, is_number
from cpsurvey.intake.several import Said, Several
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

SIGNS = (";", "|", "\n", ",", " ")
"""What platforms write between answers, the one least often in a label first."""
_PIECES = 500
"""A cell of more pieces is a text, not a list of answers."""
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
    free : tuple of str
        Pieces that are no answer.
    readings : tuple of frozenset of int
        Sets of answers it can be; one, where there is no doubt.
    """

    free: tuple[str, ...] = ()
    readings: tuple[frozenset[int], ...] = (frozenset(),)

    @property
    def known(self) -> int:
        """Different answers in it."""
        return max(map(len, self.readings))


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
    left: dict[str | None, str] = {}
    for cell in cells:
        word = words(cell or "")
        reason = NOT_SHOWN if cell is None else several.missing.declared(word)
        if reason is None and several.answers.texts.get(word) is None:
            reason = several.missing_code(word)
        if reason is None:
            left[cell] = _in_lines(cell or "", word)
        else:
            found[cell] = None, reason, ""
    if not left:
        return found
    often: Counter[str] = Counter()
    for cell, text in left.items():
        often[text] += cells[cell]
    split, cuts = _choose(often, several)
    strange = len(cuts) > 1 and not any(cut.known for cut in cuts.values())
    said = {text: _said(cut, split, several, strange=strange) for text, cut in cuts.items()}
    return found | {cell: said[text] for cell, text in left.items()}


def _in_lines(cell: str, word: str) -> str:
    """The normal form of a cell, with its lines apart."""
    return "\n".join(map(words, cell.split("\n"))) if "\n" in cell else word


@dataclass(slots=True)
class _Split:
    """Cells cut at one sign.

    Parameters
    ----------
    long : mapping of str to list of (tuple of str, int)
        First piece of a name that holds the sign -> the pieces of such names, and the code.
    """

    sign: str
    answers: Answers
    way: Way | None = None
    languages: list[str] = field(default_factory=list)
    long: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    known: dict[str, Fit] = field(default_factory=dict)

    @staticmethod
    def of(sign: str, cells: Iterable[Sequence[str]], several: Several) -> _Split:
        """What the pieces of a column's cells can be."""
        made = _Split(sign, several.answers)
        for option in several.options:
            for name in {*option.label.values(), *option.aliases}:
                pieces = cut_at(sign, words(name))
                if len(pieces) > 1:
                    made.long.setdefault(pieces[0], []).append((pieces, option.code))
        given = {piece for cell in cells for piece in cell}
        made.way = several.declared or several.answers.way(given)
        made.languages = several.answers.languages(given)
        return made

    def fit(self, piece: str) -> Fit:
        """The answer that one piece alone is."""
        if piece not in self.known:
            self.known[piece] = self._fit(piece)
        return self.known[piece]

    def _fit(self, piece: str) -> Fit:
        answers = self.answers
        if not (
            piece in answers.texts
            or piece.startswith((OTHER_CODE, *answers.others))
            or any(map(str.isdigit, piece))
        ):  # most of what is no answer
            return Fit(None, "unknown_code" if self.way == "codes" else "unknown_label")
        if " " in piece and is_number(piece):
            return Fit(None, "code_out_of_range")  # two numbers, not thousands
        exact = answers.exact(piece, self.way, self.languages)
        return exact or answers.loose(piece, self.way)

    def cut(self, pieces: tuple[str, ...]) -> _Cut:
        """Pieces as answers, with as few left over as there can be."""
        if not any(piece in self.long for piece in pieces):
            fits = [(self.fit(piece).code, piece) for piece in pieces]
            codes = frozenset(code for code, _ in fits if code is not None)
            return _Cut(tuple(piece for code, piece in fits if code is None), (codes,))
        best = [_Cut()]  # of what follows, from the end
        for at in range(len(pieces) - 1, -1, -1):
            options = [_before(self.fit(pieces[at]).code, pieces[at], best[-1])]
            for name, code in self.long.get(pieces[at], ()):
                if pieces[at : at + len(name)] == name:
                    options.append(_before(code, "", best[-len(name)]))
            best.append(options[0] if len(options) == 1 else _fewest_left(options))
        return best[-1]


def cut_at(sign: str, text: str) -> tuple[str, ...]:
    """Pieces of a text in its normal form."""
    cut = text.split(sign if sign != " " else None, _PIECES)
    if len(cut) > _PIECES:
        return (text,)
    return tuple(filter(None, map(str.strip, cut)))


def _before(code: int | None, piece: str, rest: _Cut) -> _Cut:
    """An answer, or a piece that is none, before what follows it."""
    if code is None:
        return _Cut((piece, *rest.free), rest.readings)
    return _Cut(rest.free, tuple(dict.fromkeys(one | {code} for one in rest.readings)))


def _fewest_left(options: list[_Cut]) -> _Cut:
    fewest = min(len(one.free) for one in options)
    equal = [one for one in options if len(one.free) == fewest]
    every = dict.fromkeys(reading for one in equal for reading in one.readings)
    return _Cut(equal[0].free, tuple(every)[:_READINGS])


def _choose(cells: Mapping[str, int], several: Several) -> tuple[_Split, dict[str, _Cut]]:
    """The sign at which the cells fall into most answers and fewest other pieces."""
    scored: list[tuple[int, _Split, dict[str, _Cut]]] = []
    undecided = False
    for sign in SIGNS:
        if sign != SIGNS[0] and not any(sign in cell for cell in cells):
            continue
        pieces = {cell: cut_at(sign, cell) for cell in cells}
        try:
            split = _Split.of(sign, pieces.values(), several)
        except UndecidedError:
            undecided = True
            continue
        cuts = {cell: split.cut(parts) for cell, parts in pieces.items()}
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
    return split, cuts


def _said(cut: _Cut, split: _Split, several: Several, *, strange: bool) -> Said:
    """What a cell says; `strange` where no cell of the column holds a known answer."""
    if len(cut.readings) > 1:
        raise TwoReadingsError(set().union(*cut.readings))
    chosen = set(cut.readings[0])
    for piece in cut.free:
        if several.other is None or is_number(piece) or strange:
            return None, SKIPPED, split.fit(piece).rule
        chosen.add(several.other)
    return several.said(chosen) if chosen else (None, SKIPPED, "")
