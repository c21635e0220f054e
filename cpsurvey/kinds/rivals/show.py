"""Rival measurement models of the same scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.rivals import tables
from cpsurvey.kinds.rivals import words as w
from cpsurvey.report.chapter import Block, Study, sentence
from cpsurvey.report.document import Text
from cpsurvey.report.localfit import local_fit, untyped
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    sound = [
        line
        for line in result.data["models"]
        if line["admissible"] and line["fit"].get("bic") is not None
    ]
    if len(sound) > 1:
        best = min(sound, key=lambda line: float(line["fit"]["bic"]))
        model = words(f"rivals_{best['model']}").lower()
        yield _named(words(w.SUM_RIVALS, count=len(sound), best=model), result, words)
    if result.data["wording"]:
        text = tables.wording_sentence(result.data["wording"], words)
        yield _named(text, result, words)


def _named(text: str, result: Result[Any], words: Words) -> str:
    """Say first which scales are meant where the analysis was given a name."""
    if result.id == "rivals":
        return text
    return words(w.RIVALS_NAMED, name=words.label(result.id), text=text)


def _unsound(result: Result[Any], words: Words) -> Iterator[Text]:
    """Rivals that are not what they should be, loudly; the first model has its caveats."""
    for line in result.data["models"][1:]:
        for problem in line["problems"]:
            reason = sentence(Caveat(problem["code"], "warning", problem["values"]), words)
            model = words(f"rivals_{line['model']}")
            yield Text(words(w.RIVALS_UNSOUND, model=model, reason=reason), "warning")


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T8 against the correlated factors, the wording factor, T9, T12."""
    blocks: list[Block] = [*_unsound(result, words), *tables.fit(result, words)]
    if result.data["wording"]:
        blocks.append(Text(tables.wording_sentence(result.data["wording"], words)))
        worded = tables.wording(result, words)
        blocks += [worded] if worded else []
    blocks += tables.loadings(result, words)
    if result.data["local_fit"]:
        model = tables.titled(words(w.RIVALS_CORRELATED), result, words)
        blocks += local_fit(untyped(result.data["local_fit"]), model, result.id, words)
    return blocks
