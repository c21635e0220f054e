"""A fitted model as text, laid out as lavaan's summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cpsurvey.face.semcells import fact, line, measured, number, probability

if TYPE_CHECKING:
    from cpsurvey.sem.semfit import Parameter, SemFit

_SECTIONS = (
    ("=~", "Latent Variables", "=~"),
    ("~", "Regressions", "~"),
    ("~~", "Covariances", "~~"),
    ("~1", "Intercepts", ""),
    ("|", "Thresholds", ""),
    ("var", "Variances", ""),
    ("~*~", "Scales y*", ""),
)
HEADS = ("parameter", "estimate", "se", "z", "p", "std.lv", "std.all")
COLUMNS = (
    "Estimate",
    "Std.Err",
    "z-value",
    "P(>|z|)",
    "ci.lower",
    "ci.upper",
    "Std.lv",
    "Std.all",
)
_SHORT = ("cfi", "rmsea", "srmr")
_INDICES = (("Comparative Fit Index (CFI)", "cfi"), ("Tucker-Lewis Index (TLI)", "tli"))
_RMSEA = (
    ("RMSEA", "rmsea"),
    ("90 Percent confidence interval - lower", "rmsea.ci.lower"),
    ("90 Percent confidence interval - upper", "rmsea.ci.upper"),
)


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
            (f"{suffix[1:]} chi-square".strip(), number(fit.get(f"chisq{suffix}"))),
            ("df", number(fit.get(f"df{suffix}"), 0)),
            ("p", probability(fit.get(f"pvalue{suffix}"))),
        )
        named = ((name.upper(), number(fit.get(name + index))) for name in _SHORT)
        if shown := _joined(*named):
            yield f"  {index[1:]} {shown}".replace("   ", "  ")


def _joined(*pairs: tuple[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs if value)


def cells(p: Parameter, groups: Sequence[str]) -> tuple[str, ...]:
    """A parameter under `HEADS`."""
    where = f" [{groups[p.group - 1]}]" if groups and p.op != ":=" else ""
    label = f" ({p.label})" if p.label and p.op != ":=" else ""
    own = (measured(p.est), measured(p.se) if p.se else "")
    ratios = (number(p.z), probability(p.pvalue), measured(p.std_lv), number(p.std_all))
    return (f"{p.lhs} {p.op} {p.rhs}{label}{where}".replace(" ~1 ", " ~ 1"), *own, *ratios)


def lines(found: SemFit) -> Iterator[str]:
    """Everything, line by line."""
    yield from _header(found)
    yield from _remarks(found)
    if found.converged and found.identified:
        yield from _fit(found)
    yield from _estimates(found)
    yield from _r2(found)


def _header(found: SemFit) -> Iterator[str]:
    how = "converged" if found.converged else "DID NOT CONVERGE"
    yield f"cpsurvey {how} after {found.iterations} iterations"
    yield ""
    settings = found.settings
    yield fact("Estimator", settings.estimator.upper())
    yield fact("Number of model parameters", str(found.npar))
    if found.groups and not found.two_level:
        yield "  Number of observations per group:"
        for label, n in zip(found.groups, found.nobs, strict=True):
            yield fact(f"  {label}", str(n))
    else:
        yield fact("Number of observations", " + ".join(map(str, found.nobs)))
    if found.two_level:
        yield fact("Number of clusters", str(found.fit.get("nclusters", "")))
    for reason, n in found.dropped.items():
        yield fact(f"Left out, {reason.replace('_', ' ')}", str(n))
    yield fact("Missing data", settings.missing)
    yield ""


def _remarks(found: SemFit) -> Iterator[str]:
    for remark in found.remarks:
        mark = {"inadmissible": "NOT SOUND", "warning": "warning"}.get(remark.severity, "note")
        yield f"{mark}: {remark.message}"
        yield f"  {remark.fix}"
    if found.remarks:
        yield ""


# ------------------------------------------------------------------------------------ fit
def _fit(found: SemFit) -> Iterator[str]:
    scaled = found.fit.get("chisq.scaled") is not None
    yield "Model Test User Model:"
    if scaled:
        yield fact("", "Standard", "Scaled")
    yield from _test(found, "", scaled=scaled)
    if any(r.code == "saturated_not_settled" for r in found.remarks):
        yield "    the saturated model did not come to an end: not to be read"
    few = next((r for r in found.remarks if r.code == "few_clusters_for_test"), None)
    if scaled and few:
        clusters = few.values["clusters"]
        yield f"    with {clusters} clusters, p of the scaled test is too small"
    yield ""
    if found.fit.get("baseline.chisq") is not None:
        yield "Model Test Baseline Model:"
        yield from _test(found, "baseline.", scaled=scaled)
        yield ""
    yield from _measures(found, scaled=scaled)


def _test(found: SemFit, of: str, *, scaled: bool) -> Iterator[str]:
    def row(label: str, name: str, show: int | None) -> str:
        both = [f"{of}{name}", f"{of}{name}.scaled"][: 1 + scaled]
        values = [found.fit.get(one) for one in both]
        shown = [probability(v) if show is None else number(v, show) for v in values]
        return fact(label, *shown)

    yield row("Test statistic", "chisq", 3)
    yield row("Degrees of freedom", "df", 0)
    yield row("P-value", "pvalue", None)
    if scaled:
        factor = number(found.fit.get(f"{of}chisq.scaling.factor"))
        yield fact("Scaling correction factor", "", factor)
        if (shift := found.fit.get(f"{of}chisq.shift.parameter")) is not None:
            yield fact("Shift parameter", "", number(shift))


def _measures(found: SemFit, *, scaled: bool) -> Iterator[str]:
    fit = found.fit

    def rows(labels: Sequence[tuple[str, str]], robust: str = "") -> Iterator[str]:
        for label, name in labels:
            values = [fit.get(name), fit.get(f"{name}.scaled")][: 1 + scaled]
            if any(value is not None for value in values):
                yield fact(label, *map(number, values))
        for label, name in labels if robust else ():
            if (value := fit.get(f"{name}.robust")) is not None:
                shown = ("", number(value)) if scaled else (number(value),)
                yield fact(f"{robust}{label}", *shown)

    if fit.get("cfi") is not None:
        yield "User Model versus Baseline Model:"
        yield from rows(_INDICES, "Robust ")
        yield ""
    if fit.get("logl") is not None:
        yield "Loglikelihood and Information Criteria:"
        for label, name in (
            ("Loglikelihood user model (H0)", "logl"),
            ("Loglikelihood unrestricted model (H1)", "unrestricted.logl"),
            ("Akaike (AIC)", "aic"),
            ("Bayesian (BIC)", "bic"),
            ("Sample-size adjusted Bayesian (SABIC)", "bic2"),
        ):
            yield fact(label, number(fit.get(name)))
        yield ""
    if fit.get("rmsea") is not None:
        yield "Root Mean Square Error of Approximation:"
        yield from rows(_RMSEA, "Robust ")
        close = [fit.get("rmsea.pvalue"), fit.get("rmsea.pvalue.scaled")][: 1 + scaled]
        yield fact("P-value H_0: RMSEA <= 0.050", *map(probability, close))
        yield ""
    if fit.get("srmr") is not None:
        yield "Standardized Root Mean Square Residual:"
        yield fact("SRMR", number(fit.get("srmr")))
        yield ""


# ------------------------------------------------------------------------------ estimates
def _estimates(found: SemFit) -> Iterator[str]:
    yield "Parameter Estimates:"
    yield ""
    yield fact("Standard errors", _errors(found))
    yield fact("Information", found.settings.information.capitalize())
    yield ""
    block = "Level" if found.two_level else "Group"
    explained = _explained(found)
    for g, label in enumerate(found.groups or ("",), 1):
        if label:
            yield f"{block} {g} [{label}]:"
            yield ""
        mine = [p for p in found.estimates if p.group == g and p.op != ":="]
        for op, title, sign in _SECTIONS:
            part = [p for p in mine if _section(p) == op]
            if part:
                yield from _section_lines(part, title, sign, explained)
    defined = [p for p in found.estimates if p.op == ":="]
    if defined:
        yield from _section_lines(defined, "Defined Parameters", "", set())


def _errors(found: SemFit) -> str:
    settings = found.settings
    if settings.clustered and settings.robust:
        return "Robust.cluster"
    if settings.estimator == "mlr":
        return "Sandwich"
    if settings.estimator in ("mlm", "wlsmv", "dwls", "uls"):
        return "Robust.sem"
    return "Standard"


def _explained(found: SemFit) -> set[str]:
    """What something acts on: its variances and intercepts are those of residuals."""
    return {p.rhs for p in found.estimates if p.op == "=~"} | {
        p.lhs for p in found.estimates if p.op == "~"
    }


def _section(p: Parameter) -> str:
    return "var" if p.op == "~~" and p.lhs == p.rhs else p.op


def _section_lines(
    part: Sequence[Parameter], title: str, sign: str, explained: set[str]
) -> Iterator[str]:
    yield line(f"{title}:", COLUMNS)
    before = ""
    for p in part:
        left = f".{p.lhs}" if p.op in ("~~", "~1", "|") and p.lhs in explained else p.lhs
        if sign and p.lhs != before:
            before = p.lhs
            yield f" {left:>{2 + len(left) - (left != p.lhs)}} {sign}"
        yield line(_named(p, sign, left, explained), _numbers(p))
    yield ""


def _named(p: Parameter, sign: str, left: str, explained: set[str]) -> str:
    dotted = p.op == "~~" and p.rhs in explained
    name = p.rhs if sign else f"{left}|{p.rhs}" if p.op == "|" else left
    mark = "." if (sign and dotted) or name.startswith(".") else " "
    label = f" ({p.label})" if p.label and p.op != ":=" else ""
    return f"{'  ' if sign else ''} {mark}{name.removeprefix('.')}{label}"


def _numbers(p: Parameter) -> tuple[str, ...]:
    free = bool(p.se)
    ends = (measured(p.ci_lower), measured(p.ci_upper)) if free else ("", "")
    own = (measured(p.est), measured(p.se) if free else "", number(p.z), probability(p.pvalue))
    return (*own, *ends, measured(p.std_lv), number(p.std_all))


def _r2(found: SemFit) -> Iterator[str]:
    if not found.r2:
        return
    yield line("R-Square:", ("Estimate",))
    for name, group, value in found.r2:
        where = f" [{found.groups[group - 1]}]" if found.groups else ""
        yield line(f"  {name}{where}", (number(value),))
    yield ""
