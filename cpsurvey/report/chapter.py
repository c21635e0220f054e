"""Chapters of the report: one file each in ``chapters/``, found by name.

A chapter turns stored results of its kind into blocks: tables, figures, sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpsurvey.registry import Registry
from cpsurvey.report.document import Text
from cpsurvey.report.phrases import PHRASES, Words
from cpsurvey.report.table import Table
from cpsurvey.results import Caveat, Result

Block = Any
Study = Mapping[str, Any]
Each = Callable[[Result, Words, Study], Sequence[Block]]
Several = Callable[[Sequence[Result], Words, Study], Sequence[Block]]
Short = Callable[[Result, Words], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Parameters
    ----------
    kinds : tuple of str
        Kinds of analysis it shows.
    write : callable
        All results of these kinds, words and the study's header in, blocks out.
    short : callable or None
        What a sound result says at the head of its chapter, and on the first page when
        there is room.
    first : callable or None
        What it says on the first page instead, most important first.
    one_by_one : bool
        Each result is written on its own, so that one that fails leaves the others.
    """

    kinds: tuple[str, ...]
    write: Several
    short: Short | None = None
    first: Short | None = None
    one_by_one: bool = False


chapters: Registry[Chapter] = Registry("cpsurvey.report.chapters", "chapter", "CPS501")
"""Every chapter, by name; its heading is the phrase ``section_<name>``."""


def chapter(
    name: str, *, short: Short | None = None, first: Short | None = None
) -> Callable[[Each], Each]:
    """Make the decorated function the chapter of the kind `name`, result by result.

    Caveats come first, and who was counted stands under the first table.
    """

    def register(content: Each) -> Each:
        def write(results: Sequence[Result], words: Words, study: Study) -> list[Block]:
            blocks: list[Block] = []
            for result in results:
                blocks += caveats(result, words)
                if result.data:
                    made = noted(result, words, content(result, words, study))
                    blocks += with_sample(result, words, made)
            return blocks

        chapters(name)(Chapter((name,), write, short, first, one_by_one=True))
        return content

    return register


def chapter_of_several(
    name: str,
    kinds: tuple[str, ...],
    *,
    short: Short | None = None,
    first: Short | None = None,
) -> Callable[[Several], Several]:
    """Make the decorated function the chapter `name` of several kinds, shown together."""

    def register(write: Several) -> Several:
        chapters(name)(Chapter(kinds, write, short, first))
        return write

    return register


def noted(result: Result, words: Words, blocks: Sequence[Block]) -> list[Block]:
    """Say under every table of a result what its numbers must not be read without."""
    said = in_short(result, words)
    if not said:
        return list(blocks)
    line = words("read_with", what=words.semicolon.join(said))
    return [
        replace(block, notes=(line, *block.notes)) if isinstance(block, Table) else block
        for block in blocks
    ]


def with_sample(result: Result, words: Words, blocks: Sequence[Block]) -> list[Block]:
    """Say under the first table who was counted."""
    if result.sample.dropped:
        line = words(
            "sample_lost",
            n=result.sample.used,
            read=result.sample.read,
            reasons=words.reasons(result.sample.dropped),
        )
    else:
        line = words("sample_all", n=result.sample.used)
    done: list[Block] = []
    said = False
    for block in blocks:
        if isinstance(block, Table) and not said:
            said = True
            done.append(replace(block, notes=(line, *block.notes)))
        else:
            done.append(block)
    return done


def caveats(result: Result, words: Words) -> list[Text]:
    """What a reader must know about a result, one sentence each."""
    tones: dict[str, Any] = {
        "inadmissible": "alert",
        "not_done": "alert",
        "warning": "warning",
    }
    by = result.data.get("by")
    return [
        Text(
            sentence(caveat, words, by if isinstance(by, str) else None),
            tones.get(caveat.severity, "note"),
        )
        for caveat in result.caveats
    ]


def in_short(result: Result, words: Words) -> list[str]:
    """Caveats that belong beside every number of a result, a few words each.

    They are those that have a phrase ``short_<code>``: numbers that rest on few, or another
    model than the usual one.
    """
    return short_of(result.caveats, words)


def of_test(result: Result, words: Words) -> list[str]:
    """The same of caveats that speak of the model's χ² and of nothing else."""
    return short_of(result.caveats, words, "test")


def short_of(found: Iterable[Caveat], words: Words, beside: str = "short") -> list[str]:
    """The same of caveats, each once."""
    said = (
        words(f"{beside}_{caveat.code}", **_shown(caveat, words))
        for caveat in found
        if f"{beside}_{caveat.code}" in PHRASES
    )
    return list(dict.fromkeys(said))


def few_groups(result: Result) -> set[Any]:
    """Groupings whose variance cannot be estimated: nothing of it is said on page one."""
    codes = ("groups_too_few", "groups_descriptive")
    return {c.values["variable"] for c in result.caveats if c.code in codes}


def sentence(caveat: Caveat, words: Words, by: str | None = None) -> str:
    """A caveat in words, its variables and the groups of `by` by their labels."""
    values = _shown(caveat, words)
    for name in ("group", "groups") if by else ():
        if isinstance(values.get(name), str):
            codes = [code.strip() for code in str(values[name]).split(",")]
            values[name] = ", ".join(words.answer(by or "", code) for code in codes)
    if isinstance(values.get("fitted"), str):  # a model the questionnaire does not name
        values["fitted"] = words(str(values["fitted"]))
    if isinstance(values.get("choice"), str):
        values |= _choice(str(values["choice"]), str(values["reason"]), words)
    return words(caveat.code, **values)


def _shown(caveat: Caveat, words: Words) -> dict[str, Any]:
    """Values of a caveat, its variables and the answer it speaks of by their labels."""
    values: dict[str, Any] = dict(caveat.values)
    if isinstance(values.get("answer"), str):
        values["answer"] = words.answer(str(values["variable"]), values["answer"])
    for name in ("variables", "first", "second"):
        if isinstance(values.get(name), str):
            parts = [part.strip() for part in str(values[name]).split(",")]
            values[name] = ", ".join(words.label(part) for part in parts)
    return values


def _choice(choice: str, reason: str, words: Words) -> dict[str, str]:
    known = ("nobody", "not_converged", "inadmissible")
    return {
        "choice": words(f"choice_{choice}"),
        "reason": words(f"scr_reason_{reason}")
        if reason in known
        else words("choice_not_fitted", code=reason),
    }
