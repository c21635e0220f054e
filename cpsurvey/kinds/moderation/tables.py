"""Moderation: terms, conditional effects, regions, moderated mediation (T19)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.moderation import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def moderation(result: Result[Any], words: Words) -> list[Table]:
    """T19 and its companions."""
    data = result.data
    made = [_terms(result, words), _conditional(result, words)]
    if data["mediated"]:
        made.append(_mediated(result, words))
    if data["latent_interaction"]:
        made.append(_latent(result, words))
    return made


def _named(data: Any, words: Words) -> dict[str, str]:
    return {name: words.label(data[name]) for name in ("predictor", "moderator", "outcome")}


def _columns(words: Words, first: str) -> tuple[Column, ...]:
    return (
        Column("term", first, "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("df", words(lexicon.DF), "dec2"),
        Column("t", words(lexicon.T), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )


def _terms(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = _columns(words, words(w.TERM))
    rows = tuple(
        Row(
            (
                words(lexicon.INTERCEPT)
                if t["term"] == "intercept"
                else words.label(t["term"]),
                *(t[c.key] for c in columns[1:6]),
                (t["ci_lower"], t["ci_upper"]),
            )
        )
        for t in data["terms"]
    )
    added = words(
        w.INTERACTION_NOTE,
        delta=words.number(data["delta_r2"], "unit3"),
        f2=words.number(data["f2"], "unit3"),
        **_named(data, words),
    )
    errors = words(
        f"errors_{data['errors']}",
        clusters=data["clusters"],
        variable=data["cluster"] or "",
    )
    title = words(w.T19, **_named(data, words))
    return Table(f"T19-{result.id}", title, columns, rows, (added, errors))


def _conditional(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("moderator", words.label(data["moderator"]), "text"),
        Column("at", words(w.AT_VALUE), "dec2"),
        Column("effect", words(lexicon.EFFECT), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("t", words(lexicon.T), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    rows = tuple(
        Row(
            (
                words(name),
                *(c[k.key] for k in columns[1:6]),
                (c["ci_lower"], c["ci_upper"]),
            )
        )
        for name, c in zip(("low", "middle", "high"), data["conditional"], strict=True)
    )
    unknown = words(w.REGION_UNKNOWN, moderator=words.label(data["moderator"]))
    notes = [region(data, words) or unknown]
    if data["region"]["fdr"]:
        critical = words.number(data["region"]["critical"], "dec2")
        notes.append(words(w.REGION_FDR, critical=critical))
    title = words(w.T19C, **_named(data, words))
    return Table(f"T19c-{result.id}", title, columns, rows, tuple(notes))


def region(data: Any, words: Words) -> str | None:
    """The region of significance in a sentence, observed range only; None if not known."""
    found = data["region"]
    moderator = words.label(data["moderator"])
    inside, outward = found["inside"], found["outward"]
    if None in (found["share"], *found["range"], *inside):
        return None
    if not inside:
        key = "region_always" if found["share"] == 1 else "region_never"
        return words(key, moderator=moderator)
    low, high = found["range"]
    values = {
        "first": words.number(inside[0], "dec2"),
        "second": words.number(inside[-1], "dec2"),
        "low": words.number(low, "dec2"),
        "high": words.number(high, "dec2"),
        "share": words.number(found["share"], "percent"),
    }
    if len(inside) == 2:
        return words(w.REGION_OUTWARD if outward else "region_between", **values)
    upper = inside[0] == found["roots"][1]
    return words(w.REGION_ABOVE if upper == outward else "region_below", **values)


def _mediated(result: Result[Any], words: Words) -> Table:
    data = result.data
    found = data["mediated"]
    columns = (
        Column("effect", words(lexicon.EFFECT), "text"),
        Column("at", words(w.AT_VALUE), "dec2"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("ci", words(lexicon.MC_CI), "interval"),
    )
    rows = tuple(
        Row(
            (
                words(e["name"]),
                e["at"] if e["at"] is not None else "",
                e["est"],
                e["se"],
                (e["mc_lower"], e["mc_upper"]),
            )
        )
        for e in found["effects"]
    )
    title = words(w.T19M, source=words.label(found["source"]), **_named(data, words))
    note = words(w.MEDIATED_NOTE, draws=words.number(found["draws"], "int"))
    return Table(f"T19m-{result.id}", title, columns, rows, (note,))


def _latent(result: Result[Any], words: Words) -> Table:
    data = result.data
    found = data["latent_interaction"]
    columns = (
        Column("term", words(w.TERM), "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    x, z = words.label(data["predictor"]), words.label(data["moderator"])
    names = {"b1": x, "b2": z, "b3": f"{x} × {z}"}

    def line_of(line: Any) -> Row:
        name = names.get(line["name"]) or words(f"latent_{line['name']}")
        ends = (line["ci_lower"], line["ci_upper"])
        return Row((name, line["est"], line["se"], line["pvalue"], ends))

    rows = [line_of(line) for line in [*found["terms"], *found["conditional"]]]
    notes: list[str] = []
    lms = found.get("lms")
    if lms:
        rows.insert(0, Row((words(w.LATENT_PRODUCTS),), role="group"))
        rows.append(Row((words(w.LATENT_LMS),), role="group"))
        rows += [line_of(line) for line in [*lms["terms"], *lms["conditional"]]]
        notes.append(
            words(
                w.LMS_NOTE,
                n=lms["n"],
                chisq=words.number(lms["chisq"], "dec2"),
                df=lms["df"],
                p=words.p(lms["pvalue"]),
            )
        )
    note = words(
        w.LATENT_NOTE,
        products=found["products"],
        n=found["n"],
        cfi=words.number(found["fit"].get("cfi.robust"), "unit3"),
        rmsea=words.number(found["fit"].get("rmsea.robust"), "unit3"),
        srmr=words.number(found["fit"].get("srmr"), "unit3"),
        std=words.number(found["std_interaction"], "unit2"),
    )
    if not found["admissible"]:
        notes.append(words(lexicon.INV_DAGGER))
    title = words(w.T19L, **_named(data, words)) + ("" if found["admissible"] else " †")
    return Table(f"T19l-{result.id}", title, columns, tuple(rows), (note, *notes))
