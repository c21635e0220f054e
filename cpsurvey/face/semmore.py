"""What is asked of a fitted model beside its summary, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.face.semcells import line, measured, number, probability

Doc = Mapping[str, Any]
MOST = 20
"""Modification indices and residuals that are printed; the JSON has all."""
TYPES = ("std.lv", "std.all", "std.nox")


def lines(document: Doc) -> Iterator[str]:
    """The parts of a document of ``cpsurvey sem`` that were asked for, in its order."""
    for name, printed in _PARTS.items():
        if document[name] is not None:
            yield from printed(document[name])
            yield ""


def _standardized(found: Doc) -> Iterator[str]:
    for kind in TYPES:
        if not (rows := found[kind]):
            continue
        drawn = any(row["boot_lower"] is not None for row in rows)
        heads = ["Est.Std", "Std.Err", "z-value", "P(>|z|)", "ci.lower", "ci.upper"]
        yield line(f"Standardized ({kind}):", heads + ["bt.lower", "bt.upper"] * drawn)
        for row in rows:
            cells = [number(row["est"]), number(row["se"]) if row["se"] else ""]
            cells += [number(row["z"]), probability(row["pvalue"])]
            ends = ["ci_lower", "ci_upper"] + ["boot_lower", "boot_upper"] * drawn
            cells += [number(row[end]) if row["se"] else "" for end in ends]
            yield line(f"  {_named(row)}", cells)
        yield ""
    yield "Intervals: delta method; the moments of fixed covariates are taken as known."
    if found["std.nox"]:
        yield "std.nox: all but covariates standardised: SD of the outcome per unit of x."


def _named(row: Doc) -> str:
    block = row.get("level") or row.get("group")
    where = f" [{block}]" if row["op"] != ":=" and (block or 1) > 1 else ""
    return f"{row['lhs']} {row['op'].replace('~1', '~ 1')} {row['rhs']}".rstrip() + where


def _effects(found: Doc) -> Iterator[str]:
    rows = found["rows"]
    if not rows:
        yield "Effects: the model has no regressions, so there are none."
        return
    yield from _effect_table("Effects:", rows, "plain")
    yield ""
    yield from _effect_table("Standardized effects:", rows, "std")
    yield "std.all: SD of the outcome per SD of the source."
    if any(row["binary"] for row in rows):
        yield "nox: a source of two values: SD of the outcome per unit (std.nox)."
    drawn = ", bt: bootstrap percentiles" if rows[0]["boot_lower"] is not None else ""
    yield f"ci: delta method, mc: Monte Carlo percentiles{drawn}. Read mc or bt of products."
    if found["circular"]:
        yield "Arrows run in a circle: single ways are endless, only sums are told."
    if found["unsettled"]:
        yield "warning: effects in the circle grow without end; totals have no meaning."
    if found["unlisted"]:
        yield f"{found['unlisted']} pairs have too many ways to list: only their sum is told."


def _effect_table(title: str, rows: Sequence[Doc], kind: str) -> Iterator[str]:
    drawn = rows[0]["boot_lower"] is not None
    heads = ["Estimate", "Std.Err", "P(>|z|)", "ci.lower", "ci.upper", "mc.lower", "mc.upper"]
    yield line(title, heads + ["bt.lower", "bt.upper"] * drawn)
    before = ""
    for row in rows:
        shown = row if kind == "plain" else row["std_nox" if row["binary"] else "std_all"]
        pair = f"  {row['source']} -> {row['outcome']}" + _block(row)
        if pair != before:
            before = pair
            yield pair
        cells = [measured(shown["est"]), measured(shown["se"]), probability(shown["pvalue"])]
        ends = ["ci_lower", "ci_upper", "mc_lower", "mc_upper"]
        cells += [measured(shown[end]) for end in ends + ["boot_lower", "boot_upper"] * drawn]
        mark = " (nox)" if kind != "plain" and row["binary"] else ""
        yield line(f"    {_role(row)}{mark}", cells)


def _block(row: Doc) -> str:
    block = row.get("level") or row["group"]
    return f" [{block}]" if block > 1 or "level" in row else ""


def _role(row: Doc) -> str:
    if row["role"] == "specific":
        return "via " + ", ".join(row["through"])
    return "all indirect" if row["role"] == "indirect" else str(row["role"])


def _modindices(rows: Sequence[Doc]) -> Iterator[str]:
    yield line("Modification Indices:", ("mi", "epc", "sepc.lv", "sepc.all"))
    for row in rows[:MOST]:
        cells = (number(row["mi"]), *map(measured, (row["epc"], row["sepc_lv"])))
        yield line(f"  {_named(row)}", (*cells, number(row["sepc_all"])))
    if len(rows) > MOST:
        yield f"{len(rows) - MOST} smaller ones: --json has all"
    yield "They rank what could be freed, and test nothing."


def _residuals(groups: Sequence[Doc]) -> Iterator[str]:
    for group in groups:
        names, cor = group["names"], group["cor"]
        where = f" [{group['label']}]" if group["label"] else ""
        yield f"Residual correlations{where}: observed minus implied"
        most = max(map(len, names))
        heads = "".join(f"{name[:8]:>9}" for name in names)
        yield f"  {'':<{most}}{heads}"
        for i, name in enumerate(names):
            yield f"  {name:<{most}}" + "".join(f"{number(c):>9}" for c in cor[i][: i + 1])
        if group["mean"] is not None:
            yield f"  {'~1':<{most}}" + "".join(f"{measured(m):>9}" for m in group["mean"])
        yield ""


def _compared(found: Doc) -> Iterator[str]:
    yield line("Model comparison:", ("Df", "AIC", "BIC", "Chisq", "diff", "Df diff", "P(>Chi)"))
    tests = {test["restricted"]: test for test in found["tests"]}
    for at in found["order"]:
        model, test = found["models"][at], tests.get(at)
        cells = [number(model["df"], 0), *(number(model[k]) for k in ("aic", "bic", "chisq"))]
        if test:
            cells += [number(test["chisq"]), number(test["df"], 0), probability(test["pvalue"])]
        yield line(f"  {model['model']}", cells)
    methods = {test["method"] for test in found["tests"]}
    said = {
        "plain": "differences of chi-square",
        "satorra.bentler.2001": "scaled differences (Satorra & Bentler, 2001)",
        "satorra.2000": "scaled differences (Satorra, 2000)",
    }
    yield f"Tests: {'; '.join(said[m] for m in sorted(methods))}."
    yield "Each model is a special case of the one above it: that was checked."


def _bootstrap(drawn: Doc) -> Iterator[str]:
    yield (
        f"Bootstrap: {drawn['draws']} draws of {drawn['kind']}, {drawn['interval']} "
        f"intervals; {drawn['failed']} did not "
        f"converge (left out), {drawn['inadmissible']} with a negative variance (kept)"
    )
    yield line("", ("Estimate", "Std.Err", "ci.lower", "ci.upper"))
    for row in drawn["parameters"]:
        cells = (row["est"], row["se"], row["ci_lower"], row["ci_upper"])
        yield line(f"  {row['name']}", [measured(cell) for cell in cells])


def _scores(found: Doc) -> Iterator[str]:
    named = ", ".join(found["factors"])
    yield f"Scores ({found['method']}) of {named}: {found['file']}, {found['rows']} rows"


def _second(found: Doc) -> Iterator[str]:
    if "reason" in found:
        yield f"Crosscheck: semopy's numbers cannot be compared here ({found['reason']})"
        return
    what = " on complete cases by plain ML" if found["what"] == "complete" else ""
    errors = "" if found["max_se"] is None else f", of an error {found['max_se']:.1e}"
    yield (
        f"Crosscheck by semopy{what}: largest relative difference of an estimate "
        f"{found['max_est']:.1e}{errors}, of chi-square {found['max_chisq']:.1e}"
    )


def _not_computed(found: Doc) -> Iterator[str]:
    yield f"Not computed: {', '.join(found['parts'])}. {found['reason']}"


_PARTS: dict[str, Callable[[Any], Iterator[str]]] = {
    "standardized": _standardized,
    "effects": _effects,
    "bootstrap": _bootstrap,
    "modindices": _modindices,
    "residuals": _residuals,
    "compare": _compared,
    "scores": _scores,
    "crosscheck": _second,
    "not_computed": _not_computed,
}
