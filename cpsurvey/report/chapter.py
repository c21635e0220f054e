"""Chapters of the report: what the folder of a kind shows, and what all have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from cpsurvey import kind as kinds
from cpsurvey.errors import catalogue
from cpsurvey.kind import Kind, PartOfReport
from cpsurvey.report import lexicon
from cpsurvey.report.caveats import Family, family
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.losses import reasons
from cpsurvey.report.pictures import Pictures
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Caveat, Result

Block = Text | Table | Figure | None
"""What stands in a chapter; None where there is nothing to draw or to say."""
Study = Mapping[str, Any]
Page = Literal[
    "who", "found", "news", "levels", "actions", "indicators", "together", "limits", "glossary"
]
"""Parts of the pages for managers in their order."""
Pages = Mapping[Page, Iterable[Block]]
"""What ``manager`` of a kind's show module puts on them, written when its page is."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: what the folder of a kind shows.

    Parameters
    ----------
    name : str
        Its folder; its heading is the phrase `SECTION` of the folder's ``words``.
    kinds : tuple of Kind
        Kinds of analysis it shows.
    """

    name: str
    kinds: tuple[Kind, ...]

    @property
    def part(self) -> PartOfReport:
        """Part of the report."""
        return self.kinds[0].part

    @property
    def heading(self) -> Phrase:
        """What it is called."""
        found: Phrase = self.kinds[0].words().SECTION
        return found

    @property
    def tests(self) -> bool:
        """Whether it says which of its numbers were declared beforehand."""
        return any(kind.tests for kind in self.kinds)

    def mine(self, results: Iterable[Result[Any]]) -> list[Result[Any]]:
        """Results it shows."""
        names = [kind.name for kind in self.kinds]
        return [result for result in results if result.kind in names]

    def groups(self, results: Iterable[Result[Any]]) -> list[list[Result[Any]]]:
        """Results as they are shown: one by one, so that one that fails leaves the others."""
        mine = self.mine(results)
        if self.kinds[0].together:
            return [mine] if mine else []
        return [[result] for result in mine]

    def write(
        self,
        results: Sequence[Result[Any]],
        words: Words,
        study: Study,
        pictures: Pictures | None = None,
    ) -> list[Text | Table | Figure]:
        """Blocks of one group of results.

        Where results are shown one by one, caveats come first, and who was counted stands
        under the first table.
        """
        shower: Callable[..., Iterable[Block]] = self.kinds[0].shower().show

        def show(shown: Any, mine: Sequence[Result[Any]]) -> Iterable[Block]:
            if pictures is None:
                return shower(shown, words, study)
            return pictures.blocks(mine, words, study, lambda: shower(shown, words, study))

        blocks: list[Block] = []
        if self.kinds[0].together:
            blocks += show(results, results)
        for result in () if self.kinds[0].together else results:
            blocks += caveats(result, words)
            if result.data:
                made = noted(result, words, list(show(result, [result])))
                blocks += with_sample(result, words, made)
        return [block for block in blocks if block is not None]

    def short(self, result: Result[Any], words: Words) -> Iterator[str]:
        """What a sound result says at the head of the chapter, most important first."""
        say = getattr(self.kinds[0].shower(), "short", None)
        return say(result, words) if say else iter(())

    def first(self, result: Result[Any], words: Words) -> Iterator[str]:
        """What it says on the first page."""
        say = getattr(self.kinds[0].shower(), "first", None)
        return say(result, words) if say else self.short(result, words)

    def last(self, result: Result[Any], words: Words) -> Iterator[str]:
        """What it says there however full the page is."""
        say = getattr(self.kinds[0].shower(), "last", None)
        return say(result, words) if say else iter(())


def chapters() -> list[Chapter]:
    """Every chapter in the order of the report."""
    grouped: dict[str, list[Kind]] = {}
    for kind in kinds.found().values():
        grouped.setdefault(kind.folder, []).append(kind)
    return [Chapter(name, tuple(found)) for name, found in grouped.items()]


def noted(result: Result[Any], words: Words, blocks: Sequence[Block]) -> list[Block]:
    """Say under every table of a result what its numbers must not be read without."""
    said = in_short(result, words)
    if not said:
        return list(blocks)
    line = words(lexicon.READ_WITH, what=words.semicolon.join(said))
    return [
        replace(block, notes=(line, *block.notes)) if isinstance(block, Table) else block
        for block in blocks
    ]


def with_sample(result: Result[Any], words: Words, blocks: Sequence[Block]) -> list[Block]:
    """Say under the first table who was counted."""
    if result.sample.dropped:
        line = words(
            lexicon.SAMPLE_LOST,
            n=result.sample.used,
            read=result.sample.read,
            reasons=reasons(result.sample.dropped, words),
        )
    else:
        line = words(lexicon.SAMPLE_ALL, n=result.sample.used)
    done: list[Block] = []
    said = False
    for block in blocks:
        if isinstance(block, Table) and not said:
            said = True
            done.append(replace(block, notes=(line, *block.notes)))
        else:
            done.append(block)
    return done


def caveats(result: Result[Any], words: Words) -> list[Text]:
    """What a reader must know about a result, one sentence each."""
    tones: dict[str, Any] = {
        "inadmissible": "alert",
        "not_done": "alert",
        "warning": "warning",
    }
    return [
        Text(
            sentence(caveat, words, result.data.grouping if result.data else None),
            tones.get(caveat.severity, "note"),
        )
        for caveat in result.caveats
    ]


def in_short(result: Result[Any], words: Words) -> list[str]:
    """Caveats that belong beside every number of a result, a few words each.

    They are those that have a phrase in ``SHORT``: numbers that rest on few, or another model
    than the usual one.
    """
    return short_of(result.caveats, words)


def of_test(result: Result[Any], words: Words) -> list[str]:
    """The same of caveats that speak of the model's χ² and of nothing else."""
    return short_of(result.caveats, words, "TEST")


def short_of(found: Iterable[Caveat], words: Words, beside: Family = "SHORT") -> list[str]:
    """The same of caveats, each once."""
    known = family(beside)
    said = (
        words(known[caveat.code], **_shown(caveat, words))
        for caveat in found
        if caveat.code in known
    )
    return list(dict.fromkeys(said))


def few_groups(result: Result[Any]) -> set[Any]:
    """Groupings whose variance cannot be estimated: nothing of it is said on page one."""
    codes = ("groups_too_few", "groups_descriptive")
    return {c.values["variable"] for c in result.caveats if c.code in codes}


def sentence(caveat: Caveat, words: Words, by: str | None = None) -> str:
    """A caveat in words, its variables and the groups of `by` by their labels."""
    values = _shown(caveat, words)
    for name in ("group", "groups"):
        if isinstance(values.get(name), str):
            values[name] = [words.answer(by or "", code) for code in _listed(values[name])]
    if isinstance(values.get("fitted"), str):  # a model the questionnaire does not name
        values["fitted"] = words(family("FITTED")[str(values["fitted"])])
    if isinstance(values.get("choice"), str):
        values |= _choice(str(values["choice"]), str(values["reason"]), words)
    phrase = family("CAVEATS").get(caveat.code)
    if phrase:
        return words(phrase, **values)
    said = ", ".join(f"{name} = {value}" for name, value in caveat.values.items())
    return f"{caveat.code} ({said})" if said else caveat.code


def _shown(caveat: Caveat, words: Words) -> dict[str, Any]:
    """Values of a caveat, its variables and the answer it speaks of by their labels."""
    values: dict[str, Any] = dict(caveat.values)
    if isinstance(values.get("answer"), str):
        values["answer"] = words.answer(str(values["variable"]), values["answer"])
    for name in ("variables", "first", "second"):
        if isinstance(values.get(name), str):
            values[name] = [words.label(part) for part in _listed(values[name])]
    if words.language == "fr" and {"code", "message"} <= values.keys():
        code = catalogue()[str(values["code"])]  # messages of errors are in English
        values |= {"message": code.title_fr, "fix": code.explanation_fr}
    return values


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _choice(choice: str, reason: str, words: Words) -> dict[str, str]:
    known = lexicon.NOT_READ.get(reason)
    return {
        "choice": words(lexicon.CHOICES[choice]),
        "reason": words(known) if known else words(lexicon.CHOICE_NOT_FITTED, code=reason),
    }
