"""From stored results to a document in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cpsurvey.report import figures
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Table
from cpsurvey.report.tables import (
    models,
    provenance,
    regression,
    sample,
    scales,
    validity,
)
from cpsurvey.results import Caveat, Result, ResultSet

Block = Any
MODELS = ("cfa", "sem")


def build(results: ResultSet, language: str, others: dict[str, str]) -> Document:
    """Everything the report says, in `language`.

    Parameters
    ----------
    others : mapping of str to str
        Other languages -> file-name suffix of their report.
    """
    words = Words(language, results.labels)
    study = results.study
    sections = [
        _summary(results, words),
        _chapter("flow", results, words, _flow),
        _chapter("respondents", results, words, _respondents(study["k"])),
        _chapter("items", results, words, _items(study["k"], words)),
        _chapter("reliability", results, words, _reliability),
        _chapter("correlations", results, words, _correlations),
        _chapter("dimensions", results, words, validity.dimensions),
        _chapter("aggregation", results, words, validity.aggregation),
        _chapter("regression", results, words, regression.regression),
        _models(results, words),
        _other_kinds(results),
        Section(
            "provenance",
            words("section_provenance"),
            tuple(provenance.provenance(results.provenance, words))
            if results.provenance
            else (),
        ),
    ]
    questionnaire = study["questionnaire"]
    subtitle = words(
        "subtitle",
        n=_analysed(results),
        questionnaire=questionnaire["id"],
        version=questionnaire["version"],
    )
    return Document(
        language=language,
        title=words.pick(study["title"]),
        subtitle=subtitle,
        banner=words("simulated") if study["simulated"] else "",
        sections=tuple(section for section in sections if section and section.blocks),
        words={
            key: words(key) for key in ("contents", "table", "figure", "note", "other_language")
        },
        others=others,
    )


def _analysed(results: ResultSet) -> int:
    return max((r.sample.used for r in results.results), default=0)


# ------------------------------------------------------------------------ summary
def _summary(results: ResultSet, words: Words) -> Section:
    blocks: list[Block] = []
    unsound = [
        r for r in results.results if any(c.severity == "inadmissible" for c in r.caveats)
    ]
    if unsound:
        names = ", ".join(_title(r, words) for r in unsound)
        blocks.append(Text(words("sum_unsound", names=names), "alert"))
    for result in results.results:
        blocks += [Text(line) for line in _in_short(result, words)]
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        blocks.append(Text(words("status", text=words.pick(status)), "note"))
    blocks.append(Text(words("sum_association"), "note"))
    return Section("summary", words("section_summary"), tuple(blocks))


def _in_short(result: Result, words: Words) -> Iterator[str]:
    if not result.data or any(c.severity == "inadmissible" for c in result.caveats):
        return
    if result.kind == "flow":
        yield words("sum_n", n=result.sample.used, rows=result.sample.read)
    if result.kind == "reliability":
        found = [s for s in result.data["scales"] if s["omega_total"] is not None]
        if found:
            worst = min(found, key=lambda s: float(s["omega_total"]))
            high = max(float(s["omega_total"]) for s in found)
            yield words(
                "sum_reliability",
                k=len(found),
                low=words.number(worst["omega_total"], "unit2"),
                worst=words.label(worst["scale"]),
                high=words.number(high, "unit2"),
            )
    if result.kind in MODELS:
        shown = models.headline(result)
        yield words(
            "sum_fit",
            model=words.label(result.data["model"]),
            df=words.number(shown["df"], "int"),
            chisq=words.number(shown["chisq"], "dec2"),
            cfi=words.number(shown["cfi"], "unit3"),
            rmsea=words.number(shown["rmsea"], "unit3"),
            srmr=words.number(shown["srmr"], "unit3"),
        )
        if result.data["main"]:
            for effect in _headlines(result.data["effects"]):
                yield words(
                    "sum_effect",
                    effect=words.label(effect["name"]),
                    est=words.number(effect["est"], "dec2"),
                    ci=words.number((effect["mc_lower"], effect["mc_upper"]), "interval"),
                )


def _headlines(effects: Sequence[Any], most: int = 4) -> list[Any]:
    """Effects worth the first page: sums and differences before single paths."""
    made_of = [e for e in effects if "+" in e["expression"] or " - " in e["expression"]]
    rest = [e for e in effects if e not in made_of]
    chosen = (made_of + rest)[:most]
    return [e for e in effects if e in chosen]


def _title(result: Result, words: Words) -> str:
    """What an analysis is called in the report."""
    if result.data.get("model"):
        return words.label(result.data["model"])
    if result.data.get("outcome"):
        return words.label(result.data["outcome"])
    return words.label(result.id)


# ----------------------------------------------------------------------- chapters
def _chapter(
    kind: str,
    results: ResultSet,
    words: Words,
    content: Callable[[Result, Words], Sequence[Block]],
) -> Section | None:
    blocks: list[Block] = []
    for result in results.results:
        if result.kind == kind:
            blocks += _caveats(result, words)
            if result.data:
                blocks += _with_sample(result, words, content(result, words))
    return Section(kind, words(f"section_{kind}"), tuple(blocks)) if blocks else None


def _with_sample(result: Result, words: Words, blocks: Sequence[Block]) -> list[Block]:
    """Say under the first table who was counted."""
    if result.kind == "flow":
        return list(blocks)
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
            done.append(
                Table(block.id, block.title, block.columns, block.rows, (line, *block.notes))
            )
        else:
            done.append(block)
    return done


def _caveats(result: Result, words: Words) -> list[Text]:
    tones: dict[str, Any] = {"inadmissible": "alert", "warning": "warning"}
    return [
        Text(_sentence(caveat, words), tones.get(caveat.severity, "note"))
        for caveat in result.caveats
    ]


def _sentence(caveat: Caveat, words: Words) -> str:
    values = dict(caveat.values)
    for name in ("variables", "first", "second"):
        if isinstance(values.get(name), str):
            parts = [part.strip() for part in str(values[name]).split(",")]
            values[name] = ", ".join(words.label(part) for part in parts)
    return words(caveat.code, **values)


def _flow(result: Result, words: Words) -> list[Block]:
    return list(sample.flow(result, words))


def _respondents(k: int) -> Callable[[Result, Words], list[Block]]:
    def content(result: Result, words: Words) -> list[Block]:
        return list(sample.respondents(result, words, k))

    return content


def _items(k: int, words: Words) -> Callable[[Result, Words], list[Block]]:
    def content(result: Result, _words: Words) -> list[Block]:
        blocks: list[Block] = list(scales.items(result, words))
        for scale in result.data["scales"]:
            labels = {
                entry["code"]: words.answer(scale["items"][0]["item"], entry["code"])
                for entry in scale["items"][0]["distribution"]
            }
            picture = figures.answers(scale, words, labels, k)
            if picture:
                blocks.append(picture)
        return blocks

    return content


def _reliability(result: Result, words: Words) -> list[Block]:
    return _with(scales.reliability(result, words), figures.reliability(result, words))


def _correlations(result: Result, words: Words) -> list[Block]:
    return _with(scales.correlations(result, words), figures.correlations(result, words))


def _with(blocks: Sequence[Block], picture: Block | None) -> list[Block]:
    return [*blocks, *([picture] if picture else [])]


def _models(results: ResultSet, words: Words) -> Section | None:
    asked = [r for r in results.results if r.kind in MODELS]
    done = [r for r in asked if r.data and r.fit]
    blocks: list[Block] = []
    for result in asked:
        if result not in done:
            blocks += _caveats(result, words)
    if done:
        blocks += models.fit(done, words)
    for result in done:
        blocks += _caveats(result, words)
        blocks += models.loadings(result, words)
        blocks += models.factor_correlations(result, words)
        blocks += models.paths(result, words)
        blocks += _with(models.effects(result, words), figures.effects(result, words))
        blocks += _second_opinion(result, words)
    return Section("models", words("section_models"), tuple(blocks)) if blocks else None


def _second_opinion(result: Result, words: Words) -> list[Text]:
    found = result.data.get("crosscheck")
    if not found:
        return []
    if "reason" in found:
        reason = words(f"semopy_{found['reason']}")
        return [Text(words("crosscheck_no", reason=reason), "note")]
    return [
        Text(
            words(
                "crosscheck",
                what=words(f"crosscheck_{found.get('what', 'same')}"),
                est=f"{found['max_est']:.1e}",
                chisq=f"{found['max_chisq']:.1e}",
            ),
            "note",
        )
    ]


KNOWN = (
    "flow",
    "respondents",
    "items",
    "reliability",
    "correlations",
    "dimensions",
    "aggregation",
    "regression",
    *MODELS,
)


def _other_kinds(results: ResultSet) -> Section | None:
    """Results no chapter knows how to show are named, never dropped."""
    strange = [r for r in results.results if r.kind not in KNOWN]
    if not strange:
        return None
    blocks: list[Block] = [Text(f"{r.kind}: {r.id} (results.json)", "note") for r in strange]
    return Section("other", "…", tuple(blocks))
