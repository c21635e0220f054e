"""A fitted model as text, laid out as lavaan's users know it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpsurvey.sem.semfit import Parameter, SemFit

Number = float | int | None
_SECTIONS = (
    ("=~", "Latent variables", "=~"),
    ("~", "Regressions", "~"),
    ("~~", "Covariances", "~~"),
    ("~1", "Intercepts", ""),
    ("|", "Thresholds", "|"),
    ("~*~", "Scales of responses", ""),
    ("var", "Variances", ""),
)


HEADS = ("parameter", "estimate", "se", "z", "p", "std.lv", "std.all")


def short(found: SemFit) -> Iterator[str]:
    """A few lines: how it was fitted, whether it may be read, and how well it fits."""
    estimator, fit = found.settings.estimator.upper(), found.fit
    sound = "admissible" if found.admissible else "NOT ADMISSIBLE"
    how = f"converged, {sound}" if found.converged else "DID NOT CONVERGE"
    how += "" if found.identified else ", NOT IDENTIFIED"
    rows = " + ".join(map(str, found.nobs))
    yield f"SemFit: {estimator} {how}; {rows} rows, {found.npar} free parameters"
    if not (found.converged and found.identified):
        return
    scaled = fit.get("chisq.scaled") is not None
    for suffix, index in (("", ""), (".scaled", ".robust"))[: 1 + scaled]:
        yield "  " + _joined(
            (f"{suffix[1:]} chi-square".strip(), _number(fit.get(f"chisq{suffix}"))),
            ("df", _number(fit.get(f"df{suffix}"), 0)),
            ("p", _p(fit.get(f"pvalue{suffix}"))),
        )
        named = ((name.upper(), _number(fit.get(name + index))) for name in _SHORT)
        if shown := _joined(*named):
            yield f"  {index[1:]} {shown}".replace("   ", "  ")


_SHORT = ("cfi", "rmsea", "srmr")


def _joined(*pairs: tuple[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs if value)


def cells(p: Parameter, groups: Sequence[str]) -> tuple[str, ...]:
    """A parameter under `HEADS`."""
    where = f" [{groups[p.group - 1]}]" if groups and p.op != ":=" else ""
    label = f" ({p.label})" if p.label and p.op != ":=" else ""
    own = (_measured(p.est), _measured(p.se) if p.se else "")
    ratios = (_number(p.z), _p(p.pvalue), _measured(p.std_lv), _number(p.std_all))
    return (f"{p.lhs} {p.op} {p.rhs}{label}{where}".replace(" ~1 ", " ~ 1"), *own, *ratios)


def lines(
    found: SemFit, drawn: Mapping[str, Any] | None, second: Mapping[str, Any] | None
) -> Iterator[str]:
    """Everything, line by line."""
    yield from _header(found)
    yield from _remarks(found)
    if found.converged and found.identified:
        yield from _fit(found)
    yield from _estimates(found)
    yield from _defined(found)
    yield from _r2(found)
    if drawn:
        yield from _bootstrap(drawn)
    if second:
        yield from _second(second)


def _header(found: SemFit) -> Iterator[str]:
    how = "converged" if found.converged else "DID NOT CONVERGE"
    estimator = found.settings.estimator.upper()
    yield f"{estimator} {how} after {found.iterations} iterations"
    rows = " + ".join(str(n) for n in found.nobs)
    named = ""
    if found.groups and not found.two_level:
        named = f" ({', '.join(found.groups)})"
    facts = [(f"rows{named}", rows)]
    if found.two_level:
        facts.append(("clusters", str(found.fit.get("nclusters", ""))))
    facts += [(f"left out, {r.replace('_', ' ')}", str(n)) for r, n in found.dropped.items()]
    facts += [
        ("free parameters", str(found.npar)),
        ("missing", found.settings.missing),
        ("information", found.settings.information),
    ]
    for name, value in facts:
        yield f"  {name:<30} {value}"
    yield ""


def _remarks(found: SemFit) -> Iterator[str]:
    for remark in found.remarks:
        mark = {"inadmissible": "NOT SOUND", "warning": "warning"}.get(remark.severity, "note")
        yield f"{mark}: {remark.message}"
        yield f"  {remark.fix}"
    if found.remarks:
        yield ""


def _fit(found: SemFit) -> Iterator[str]:
    fit = found.fit
    scaled = fit.get("chisq.scaled") is not None
    heading = f"{'Fit':<34}{'standard':>12}" + (
        f"{'scaled':>12}{'robust':>12}" if scaled else ""
    )
    yield heading

    def row(label: str, name: str, places: int = 3) -> str:
        cells = [fit.get(name)]
        if scaled:
            cells += [fit.get(f"{name}.scaled"), fit.get(f"{name}.robust")]
        shown = "".join(f"{_number(c, places):>12}" for c in cells)
        return f"  {label:<32}{shown}"

    yield row("chi-square", "chisq")
    yield row("degrees of freedom", "df", 0)
    yield row("p", "pvalue")
    if scaled:
        few = next((r for r in found.remarks if r.code == "few_clusters_for_test"), None)
        if few:
            clusters = few.values["clusters"]
            yield f"    with {clusters} clusters, p of the scaled test is too small"
        yield f"  {'scaling factor':<44}{_number(fit.get('chisq.scaling.factor')):>12}"
    for label, name in (
        ("CFI", "cfi"),
        ("TLI", "tli"),
        ("RMSEA", "rmsea"),
        ("  90 % interval, lower", "rmsea.ci.lower"),
        ("  90 % interval, upper", "rmsea.ci.upper"),
        ("SRMR", "srmr"),
    ):
        yield row(label, name)
    if fit.get("logl") is not None:
        yield row("log-likelihood", "logl")
        yield row("AIC", "aic")
        yield row("BIC", "bic")
    yield ""


def _estimates(found: SemFit) -> Iterator[str]:
    block = "Level" if found.two_level else "Group"
    for g, label in enumerate(found.groups or ("",), 1):
        if label:
            yield f"{block} {g}: {label}"
        mine = [p for p in found.estimates if p.group == g and p.op != ":="]
        for op, title, sign in _SECTIONS:
            part = [p for p in mine if _section(p) == op]
            if part:
                yield from _section_lines(part, title, sign)


def _section(p: Parameter) -> str:
    return "var" if p.op == "~~" and p.lhs == p.rhs else p.op


def _section_lines(part: Sequence[Parameter], title: str, sign: str) -> Iterator[str]:
    heads = ("estimate", "se", "z", "p", "std.lv", "std.all")
    yield f"{title:<28}" + "".join(f"{h:>11}" for h in heads)
    before = ""
    for p in part:
        if sign and p.lhs != before:
            before = p.lhs
            yield f"  {p.lhs} {sign}"
        name = p.rhs if sign else p.lhs
        label = f" ({p.label})" if p.label else ""
        indent = "    " if sign else "  "
        own = (_measured(p.est), _measured(p.se) if p.se else "")
        cells = (*own, _number(p.z), _p(p.pvalue), _measured(p.std_lv), _number(p.std_all))
        shown = "".join(f"{c:>11}" for c in cells)
        yield f"{indent + name + label:<28}{shown}"
    yield ""


def _defined(found: SemFit) -> Iterator[str]:
    part = [p for p in found.estimates if p.op == ":="]
    if not part:
        return
    heads = ("estimate", "se", "z", "p", "lower", "upper")
    yield f"{'Defined parameters':<28}" + "".join(f"{h:>11}" for h in heads)
    for p in part:
        own, ends = map(_measured, (p.est, p.se)), map(_measured, (p.ci_lower, p.ci_upper))
        cells = (*own, _number(p.z), _p(p.pvalue), *ends)
        yield f"  {p.lhs:<26}" + "".join(f"{c:>11}" for c in cells)
    yield ""


def _r2(found: SemFit) -> Iterator[str]:
    if not found.r2:
        return
    yield "R-square"
    for name, group, value in found.r2:
        where = f" [{found.groups[group - 1]}]" if found.groups else ""
        yield f"  {name + where:<26}{_number(value):>11}"
    yield ""


def _bootstrap(drawn: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"Bootstrap: {drawn['draws']} draws of {drawn['kind']}, {drawn['interval']} "
        f"intervals; {drawn['failed']} did not "
        f"converge (left out), {drawn['inadmissible']} with a negative variance (kept)"
    )
    yield f"{'':<28}" + "".join(f"{h:>11}" for h in ("estimate", "se", "lower", "upper"))
    for row in drawn["parameters"]:
        cells = (row["est"], row["se"], row["ci_lower"], row["ci_upper"])
        yield f"  {row['name']:<26}" + "".join(f"{_measured(c):>11}" for c in cells)
    yield ""


def _second(found: Mapping[str, Any]) -> Iterator[str]:
    if "reason" in found:
        yield f"Crosscheck: semopy's numbers cannot be compared here ({found['reason']})"
        return
    what = " on complete cases by plain ML" if found["what"] == "complete" else ""
    errors = "" if found["max_se"] is None else f", of an error {found['max_se']:.1e}"
    yield (
        f"Crosscheck by semopy{what}: largest relative difference of an estimate "
        f"{found['max_est']:.1e}{errors}, of chi-square {found['max_chisq']:.1e}"
    )


def _number(value: Number, places: int = 3) -> str:
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:.{places}f}"


def _p(value: Number) -> str:
    return "<0.001" if value is not None and value < 0.0005 else _number(value)


def _measured(value: Number) -> str:
    """In the units of the data: three places, or three digits where these would hide it."""
    small = value is not None and 0 < abs(value) < 0.01
    return f"{value:#.3g}" if small else _number(value)
