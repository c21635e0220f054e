"""Measurement and structural models, shown together so that their fit can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.models import figure as figures
from cpsurvey.kinds.models import tables as models
from cpsurvey.kinds.models import words as w
from cpsurvey.report.chapter import Block, Study, caveats, noted, of_test
from cpsurvey.report.document import Text
from cpsurvey.report.known import largest_first, size
from cpsurvey.report.localfit import local_fit, untyped
from cpsurvey.report.table import DASH
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    shown = models.headline(result)
    lead = words.lead(
        w.SUM_FIT,
        model=words.label(result.data["model"]),
        df=words.number(shown["df"], "int"),
        chisq=words.number(shown["chisq"], "dec2"),
        cfi=words.number(shown["cfi"], "unit3"),
        rmsea=words.number(shown["rmsea"], "unit3"),
        srmr=words.number(shown["srmr"], "unit3"),
    )
    care = words.semicolon.join(of_test(result, words))
    for fit in lead:
        yield f"{fit.removesuffix('.')} ({care})." if care else fit
    yield from first(result, words)


def first(result: Result[Any], words: Words) -> Iterator[str]:
    """The main model's effects, the largest first."""
    if not result.data["main"]:
        return
    for effect in _headlines(result.data["effects"]):
        yield from words.lead(
            w.SUM_EFFECT,
            effect=words.label(effect["name"]),
            **words.estimate(effect["est"], (effect["mc_lower"], effect["mc_upper"])),
        )


def _headlines(effects: Sequence[Any], most: int = 4) -> list[Any]:
    """Effects worth the first page: sums and differences before single paths."""
    made_of = [
        e for e in effects if "+" in e["expression"] or "-" in e["expression"].strip("-")
    ]
    rest = [e for e in effects if e not in made_of]
    return sorted((made_of + rest)[:most], key=lambda e: largest_first(size(e["est"])))


def show(results: Sequence[Result[Any]], words: Words, _study: Study) -> Sequence[Block]:
    """T8 for all of them, then T9, T10, T17, T18 and T12 of each."""
    done = [r for r in results if r.data and r.fit]
    blocks: list[Block] = []
    for result in results:
        if result not in done:
            blocks += caveats(result, words)
    if done:
        blocks += models.fit(done, words)
    for result in done:
        blocks += caveats(result, words)
        tables = [
            *models.loadings(result, words),
            *models.factor_correlations(result, words),
            *models.paths(result, words),
            *models.effects(result, words),
        ]
        blocks += noted(result, words, tables)
        picture = figures.effects(result, words)
        blocks += [picture] if picture else []
        if result.data.get("local_fit"):
            model = words.label(result.data["model"])
            blocks += local_fit(untyped(result.data["local_fit"]), model, result.id, words)
        blocks += _second_opinion(result, words)
    return blocks


def _second_opinion(result: Result[Any], words: Words) -> list[Text]:
    found = result.data.get("crosscheck")
    if not found:
        return []
    if "reason" in found:
        reason = words(f"semopy_{found['reason']}")
        return [Text(words(w.CROSSCHECK_NO, reason=reason), "note")]
    return [
        Text(
            words(
                w.CROSSCHECK,
                what=words(f"crosscheck_{found.get('what', 'same')}"),
                est=_tiny(found["max_est"], words),
                chisq=_tiny(found["max_chisq"], words),
            ),
            "note",
        )
    ]


def _tiny(value: float | None, words: Words) -> str:
    """A difference that decimals would show as zero."""
    if value is None:
        return DASH
    text = f"{value:.1e}".replace("-", "−")
    return text.replace(".", ",") if words.language == "fr" else text
