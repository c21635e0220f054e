"""Questions with several answers: a column for each answer, or all in one cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.begin.columns import FEWEST, Seen, pieces
from cpsurvey.forms.answers import is_other, reasons
from cpsurvey.forms.form import FormOption, FormOptions
from cpsurvey.intake.ticks import NO, YES
from cpsurvey.intake.words import words

_TICKS = YES | NO | {"0", "1", "2"}
_OTHERS = {"fr": "Autre", "de": "Andere", "es": "Otro", "pt": "Outro", "nl": "Anders"}


def orders_answers(one: Seen) -> bool:
    """Whether every cell holds the same answers, each once: in what order they were shown."""
    if one.kind != "several" or len(one.counts) <= 1:
        return False
    held = [pieces(cell, one.sign) for cell in one.counts]
    return len({tuple(sorted(cell)) for cell in held}) == 1


@dataclass(frozen=True, slots=True)
class Ticked:
    """A question with a column for each of its answers.

    Parameters
    ----------
    whole : Seen, optional
        The column that holds all of them besides.
    """

    columns: tuple[Seen, ...]
    whole: Seen | None = None


def ticked(columns: Sequence[Seen]) -> list[Ticked]:
    """Questions of which each answer has a column."""
    groups: dict[str, list[Seen]] = {}
    for one in columns:
        if one.column.of and one.column.part:
            groups.setdefault(one.column.of[0], []).append(one)
    found = []
    for group in groups.values():
        yes = [one for one in group if _is_tick(one)]
        other = [one for one in group if one not in yes and _is_other(one)]
        said = any(one.counts for one in yes)
        if len(yes) > 1 and said and len(yes) + len(other) == len(group):
            found.append(Ticked(tuple(group), _whole(group, columns)))
    return found


def _is_tick(one: Seen) -> bool:
    own = {words(name) for name in one.column.part} | {words(one.column.heading)}
    return all(word in _TICKS or word in own for word in one.counts)


def _is_other(one: Seen) -> bool:
    return any(is_other(part) for part in one.column.part)


def _whole(group: Sequence[Seen], columns: Sequence[Seen]) -> Seen | None:
    names = {words(name) for name in group[0].column.of}
    for one in columns:
        called = {words(name) for name in (one.column.heading, *one.column.codes)}
        if one not in group and not one.column.part and called & names:
            return one
    return None


def tick_options(group: Ticked, language: str) -> FormOptions:
    """Answers that have a column each, by their codes and texts."""
    made = []
    for at, one in enumerate(group.columns, 1):
        label = one.column.part[-1].strip()
        code = one.column.part[0].strip()
        name = code if code != label else str(at)
        more = tuple(part.strip() for part in one.column.part[1:-1])
        other = one.kind == "text" and _is_other(one)
        made.append(FormOption(name, {language: label}, aliases=more, other=other))
    evidence = f"{len(made)} columns, one for each answer; what is ticked is 1, what is not 0"
    return FormOptions(tuple(made), ordered=False, evidence=(evidence,))


def listed_options(one: Seen, language: str) -> FormOptions:
    """Answers that stand together in cells."""
    often, spelt = Counter[str](), dict[str, str]()
    for cell, count in one.counts.items():
        for piece in pieces(cell, one.sign):
            often[piece] += count
        for piece in pieces(one.labels[cell], one.sign):
            spelt.setdefault(words(piece), piece)
    kept = [piece for piece, count in often.items() if count >= FEWEST]
    others = [piece for piece in kept if is_other(piece)]
    shown = sorted(piece for piece in kept if piece not in others)
    made = list(_shown(shown, spelt, language))
    sign = {"\n": "a line break"}.get(one.sign, f"'{one.sign}'")
    evidence = [f"cells hold several answers with {sign} between; check that none lacks"]
    rare = len(often) - len(kept)
    label = spelt[others[0]] if others else _OTHERS.get(language, "Other")
    if rare or others:
        made.append(FormOption(str(len(made) + 1), {language: label}, other=True))
    if rare:
        evidence.append(
            f"{rare} answer{'s' * (rare > 1)} of fewer than {FEWEST} people counted as "
            f"'{label}', for such may tell who gave them"
        )
    return FormOptions(tuple(made), ordered=False, evidence=tuple(evidence))


def _shown(shown: Sequence[str], spelt: dict[str, str], language: str) -> Iterator[FormOption]:
    labels = [spelt.get(piece, piece) for piece in shown]
    none = reasons(labels)
    for at, label in enumerate(labels, 1):
        yield FormOption(str(at), {language: label}, missing=none.get(label))
