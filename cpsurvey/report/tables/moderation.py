"""Moderation: terms, conditional effects, regions, moderated mediation (T19)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def moderation(result: Result, words: Words) -> list[Table]:
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
        Column("b", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("df", words("df"), "dec2"),
        Column("t", words("t"), "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
    )


def _terms(result: Result, words: Words) -> Table:
    data = result.data
    columns = _columns(words, words("term"))
    rows = tuple(
        Row(
            (
                words("intercept") if t["term"] == "intercept" else words.label(t["term"]),
                *(t[c.key] for c in columns[1:6]),
                (t["ci_lower"], t["ci_upper"]),
            )
        )
        for t in data["terms"]
    )
    added = words(
        "interaction_note",
        delta=words.number(data["delta_r2"], "unit3"),
        f2=words.number(data["f2"], "unit3"),
        **_named(data, words),
    )
    errors = words(
        f"errors_{data['errors']}",
        clusters=data["clusters"],
        variable=data["cluster"] or "",
    )
    title = words("T19", **_named(data, words))
    return Table(f"T19-{result.id}", title, columns, rows, (added, errors))


def _conditional(result: Result, words: Words) -> Table:
    data = result.data
    columns = (
        Column("moderator", words.label(data["moderator"]), "text"),
        Column("at", words("at_value"), "dec2"),
        Column("effect", words("effect"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("t", words("t"), "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
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
    unknown = words("region_unknown", moderator=words.label(data["moderator"]))
    notes = [region(data, words) or unknown]
    if data["region"]["fdr"]:
        critical = words.number(data["region"]["critical"], "dec2")
        notes.append(words("region_fdr", critical=critical))
    title = words("T19c", **_named(data, words))
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
        return words("region_outward" if outward else "region_between", **values)
    upper = inside[0] == found["roots"][1]
    return words("region_above" if upper == outward else "region_below", **values)


def _mediated(result: Result, words: Words) -> Table:
    data = result.data
    found = data["mediated"]
    columns = (
        Column("effect", words("effect"), "text"),
        Column("at", words("at_value"), "dec2"),
        Column("est", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("ci", words("mc_ci"), "interval"),
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
    title = words("T19m", source=words.label(found["source"]), **_named(data, words))
    note = words("mediated_note", draws=words.number(found["draws"], "int"))
    return Table(f"T19m-{result.id}", title, columns, rows, (note,))


def _latent(result: Result, words: Words) -> Table:
    data = result.data
    found = data["latent_interaction"]
    columns = (
        Column("term", words("term"), "text"),
        Column("est", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
    )
    x, w = words.label(data["predictor"]), words.label(data["moderator"])
    names = {"b1": x, "b2": w, "b3": f"{x} × {w}"}

    def line_of(line: Any) -> Row:
        name = names.get(line["name"]) or words(f"latent_{line['name']}")
        ends = (line["ci_lower"], line["ci_upper"])
        return Row((name, line["est"], line["se"], line["pvalue"], ends))

    rows = [line_of(line) for line in [*found["terms"], *found["conditional"]]]
    notes: list[str] = []
    lms = found.get("lms")
    if lms:
        rows.insert(0, Row((words("latent_products"),), role="group"))
        rows.append(Row((words("latent_lms"),), role="group"))
        rows += [line_of(line) for line in [*lms["terms"], *lms["conditional"]]]
        notes.append(
            words(
                "lms_note",
                n=lms["n"],
                chisq=words.number(lms["chisq"], "dec2"),
                df=lms["df"],
                p=words.p(lms["pvalue"]),
            )
        )
    note = words(
        "latent_note",
        products=found["products"],
        n=found["n"],
        cfi=words.number(found["fit"].get("cfi.robust"), "unit3"),
        rmsea=words.number(found["fit"].get("rmsea.robust"), "unit3"),
        srmr=words.number(found["fit"].get("srmr"), "unit3"),
        std=words.number(found["std_interaction"], "unit2"),
    )
    if not found["admissible"]:
        notes.append(words("inv_dagger"))
    title = words("T19l", **_named(data, words)) + ("" if found["admissible"] else " †")
    return Table(f"T19l-{result.id}", title, columns, tuple(rows), (note, *notes))
