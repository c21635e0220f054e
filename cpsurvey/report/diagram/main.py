"""The structure that a study is about, for its first page and its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.diagram.graph import Added
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet, sound


def structural_figure(results: ResultSet, words: Words, _study: Any = None) -> Figure | None:
    """The path diagram of the main model, with moderators as arrows onto its paths.

    The main model is the one on which most tests of hypotheses rest; where none does, that
    which the study calls its main one, else the first with paths. Nothing of one that is not
    sound is shown here.
    """
    found = {kind.name: one for one in chapters() for kind in one.kinds}
    added = list(_moderators(results.results, found, words))
    for result in filter(sound, _candidates(results.results, found)):
        hook = _hook(result, found, "main_figure")
        drawn = hook(result, words, added) if hook else None
        if isinstance(drawn, Figure):
            return drawn
    return None


def _hook(result: Result[Any], found: dict[str, Chapter], name: str) -> Any:
    """What the kind of a result offers beside its chapter, where it does."""
    chapter = found.get(result.kind)
    return getattr(chapter.kinds[0].shower(), name, None) if chapter and result.data else None


def _candidates(
    results: Iterable[Result[Any]], found: dict[str, Chapter]
) -> Iterator[Result[Any]]:
    """Results to draw, the likeliest first; of the model of the hypotheses that one alone."""
    there = [r for r in results if _hook(r, found, "main_figure")]
    tests = Counter(
        test.analysis
        for result in results
        if result.kind == "hypotheses" and result.data
        for one in result.data.hypotheses
        for test in one.tests
    )
    tested = [result for result in there if tests[result.id]]
    if tested:
        yield max(tested, key=lambda result: tests[result.id])
        return
    yield from sorted(there, key=lambda result: not getattr(result.data, "main", False))


def _moderators(
    results: Iterable[Result[Any]], found: dict[str, Chapter], words: Words
) -> Iterator[Added]:
    """What other analyses add to paths."""
    for result in results:
        hook = _hook(result, found, "onto_paths")
        if hook and sound(result):
            yield from hook(result, words)
