"""Measurement and structural models, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey import parts
from cpsurvey.kinds.models import article_words as w
from cpsurvey.kinds.models import beside
from cpsurvey.kinds.models import tables as kind_tables
from cpsurvey.kinds.models import words as kind_words
from cpsurvey.kinds.models.data import Crosscheck, Model
from cpsurvey.kinds.models.show import headlines
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.chapter import Study, in_short, of_test
from cpsurvey.report.rounding import DASH
from cpsurvey.report.summary import careful
from cpsurvey.report.words import Words
from cpsurvey.results import Result, admissible, sound

Results = Sequence[Result[Model]]
MOST = 2
"""Effects among the key findings."""
NEAR = 0.01
"""Relative difference from a second program that a sentence calls the same."""


def main(results: Results) -> Result[Model] | None:
    """The study's main model; else the first that has effects or paths."""
    fitted = [one for one in results if one.fit]
    named = [one for one in fitted if one.data.main]
    structural = [one for one in fitted if any(e.op == "~" for e in one.estimates)]
    return next(iter([*named, *structural]), None)


def methods(results: Results, words: Words, _study: Study) -> Methods:
    """Estimators, clusters and missing answers; intervals of effects; the second opinion."""
    fitted = [one for one in results if one.fit]
    for said in dict.fromkeys(_how(one, words) for one in fitted):
        yield "analysis", said
    for missing in dict.fromkeys(one.data.missing for one in fitted):
        if missing != "imputed":  # what was imputed is said once for all kinds
            yield "missing", words(w.MISSING[missing])
    if any(one.data.missing == "fiml" and one.fit.get("rmsea.robust") for one in fitted):
        yield "analysis", words(w.CORRECTED)
    if any(effect.mc for one in fitted for effect in one.data.effects):
        yield "analysis", words(w.DRAWS)
    for one in fitted:
        if one.data.bootstrap:
            yield "analysis", words(w.BOOTSTRAP, draws=one.data.bootstrap.draws)
            break
    for one in fitted:
        if one.data.crosscheck:
            yield "software", _second(one.data.crosscheck, words)


def _how(result: Result[Model], words: Words) -> str:
    data = result.data
    clusters = ""
    if data.cluster:
        clusters = words(w.CLUSTERS, clusters=data.clusters, variable=data.cluster)
    said = words(w.ESTIMATED[data.estimator], clusters=clusters)
    df = parts.degrees(data)
    return said if df is None else f"{said} {words(w.FEW, df=int(df))}"


def _second(found: Crosscheck, words: Words) -> str:
    if found.reason or found.max_est is None:
        reason = words(kind_words.UNSOUND[found.reason or "failed"])
        return words(kind_words.NO_CROSSCHECK, reason=reason)
    return words(w.SECOND_SAME if found.max_est <= NEAR else w.SECOND_DIFFERS)


def tables(results: Results, words: Words, _study: Study) -> Pieces:
    """Effects on the outcomes side by side, then the steps between."""
    result = main(results)
    if result is None or not admissible(result):
        return
    yield from beside.pieces(result, words)


def told(results: Results, words: Words, _study: Study, _plain: Plain) -> Told:
    """Fit of the main model, with what it must not be read without."""
    result = main(results)
    if result is None:
        for one in results[:1]:
            yield "fit", words(w.UNFITTED, model=words.label(one.data.model))
        return
    model = words.label(result.data.model)
    if not admissible(result):
        yield "key", words(w.INADMISSIBLE, model=model)
        yield "fit", words(w.INADMISSIBLE, model=model)
        return
    table = kind_tables.fit([result], words)
    row = next(one for one in table.rows if one.role == "body")
    cells = table.said(row, words.language)
    picked = {key: cells[key] for key in ("n", "chisq", "df", "cfi", "rmsea", "srmr")}
    said = words(
        w.FIT, model=model, interval=cells["rmsea_ci"], p=_p(cells["pvalue"]), **picked
    )
    yield "key", said
    yield "fit", said
    yield "fit", words(w.AS_SPECIFIED)
    if care := [*in_short(result, words), *of_test(result, words)]:
        yield "fit", words(w.CARE, what=words.semicolon.join(care))
    for effect in headlines(result.data.effects)[:MOST] if sound(result) else ():
        cells = _cells(result, effect.name, words)
        shown = {"est": cells.get("std", DASH), "ci": cells.get("std_mc", DASH)}
        for line in words.lead(w.EFFECT, effect=words.label(effect.name), **shown):
            yield "key", careful(result, line, words)


def _p(shown: str) -> str:
    return shown if shown.startswith("<") else f"= {shown}"


def plain(result: Result[Model], name: str, words: Words) -> str:
    """An effect in points of the answers, as its table has it."""
    cells = _cells(result, name, words) if sound(result) else {}
    return words(w.PLAIN, est=cells["est"], ci=cells["mc_ci"]) if cells else ""


def _cells(result: Result[Model], name: str, words: Words) -> dict[str, str]:
    """An effect as T18 prints it, by the keys of its columns; empty where it is not there."""
    for table in kind_tables.effects(result, words):
        for row, effect in zip(table.rows, result.data.effects, strict=True):
            if effect.name == name:
                return table.said(row, words.language)
    return {}
