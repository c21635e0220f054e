"""Stored lavaan fits and how they are compared."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from cpsurvey.sem.fit import fit

GOLD = Path(__file__).parents[1] / "gold"
FIT_TOLERANCE = 1e-6
SCALED_TOLERANCE = 1e-5


ROBUST = ("cfi", "tli", "nnfi", "rni", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper")
ROBUST += ("rmsea.pvalue", "rmsea.notclose.pvalue")
NAMED = {"gfi": "gfi_lisrel", "agfi": "agfi_lisrel"}
"""What lavaan 0.6 called these; its `gfi` of today is another index."""
OF_ULS = ("npar", "df", "ntotal", "fmin", "gfi", "agfi", "pgfi")


def case(name, folders=("lavaan", "lavaan_more")):
    for folder in folders:
        file = GOLD / folder / f"{name}.json"
        if file.is_file():
            return json.loads(file.read_text())
    raise FileNotFoundError(name)


def names(folders=("lavaan", "lavaan_more")):
    return sorted(f.stem for d in folders for f in (GOLD / d).glob("*.json"))


def mended(stored):
    """Measures of lavaan 0.6-14 that 0.7-2 computes otherwise, and rightly (lavaan07)."""
    fit = stored["fit"]
    known = set(fit)
    args = stored["args"] or {}
    found = {"cn_05", "cn_01"} if not fit["df"] else set()
    estimator = args.get("estimator", "ML")
    if estimator == "ULS":  # N F has no chi-square distribution; rmr and srmr stay
        found |= {m for m in known if m not in OF_ULS and "rmr" not in m}
    if "ordered" in args:  # weighted squares have no p; robust RMSEA is a function of N F
        found |= {"pvalue", "baseline.pvalue"} | {
            m for m in known if "rmsea" in m and "robust" in m
        }
    if "cluster" in args and estimator == "ML":  # 0.6-14 took another bread than the errors'
        found |= {m for m in known if any(part in m for part in ("scal", "robust"))}
    return found


def bread_only(stored):
    """Whether lavaan 0.6-14 left the covariances of the statistics out of the errors."""
    return (stored["args"] or {}).get("estimator") in ("ULS", "DWLS")


def as_tuple(value):
    return (value,) if isinstance(value, str) else tuple(value)


def fitted(stored, **more):
    args = stored["args"] or {}
    options = {"kind": stored["fun"]}
    options["estimator"] = args.get("estimator", "ML").lower()
    if args.get("missing") == "ml":
        options["missing"] = "fiml"
    for r, ours in (
        ("std.lv", "std_lv"),
        ("meanstructure", "meanstructure"),
        ("fixed.x", "fixed_x"),
        ("information", "information"),
    ):
        if r in args:
            options[ours] = args[r]
    for r, ours in (("group.equal", "group_equal"), ("group.partial", "group_partial")):
        if r in args:
            options[ours] = as_tuple(args[r])
    if not isinstance(stored["data"], str):
        return fit(stored["model"], None, **options, **moments(stored), **more)
    data = pd.read_csv(GOLD / "data" / stored["data"])
    for r in ("group", "cluster"):
        if r in args:
            options[r] = data[args[r]].tolist()
    if "ordered" in args:
        options["ordered"] = as_tuple(args["ordered"])
        options["estimator"] = args.get("estimator", "WLSMV").lower()
    return fit(stored["model"], data, **options, **more)


def moments(stored):
    given = stored["moments"]
    return {
        "sample_cov": np.array(given["cov"]),
        "sample_names": given["names"],
        "sample_mean": np.array(given["mean"]) if given.get("mean") else None,
        "nobs": stored["nobs"],
    }


def close(ours, theirs, tolerance):
    return math.isclose(ours, theirs, rel_tol=tolerance, abs_tol=tolerance * 1e-3)


def mirrored(ours, stored):
    """Factors whose loadings all have the other sign: the scale of a factor has two ends."""
    theirs = {}
    for e in stored["estimates"]:
        if e["op"] == "=~":
            theirs.setdefault(e["lhs"], {})[e["rhs"]] = e["est"]
    mine = {(p.lhs, p.rhs): p.est for p in ours.estimates if p.op == "=~"}
    return {
        factor
        for factor, loadings in theirs.items()
        if sum(value * mine[factor, item] for item, value in loadings.items()) < 0
    }


def estimate_gaps(ours, stored, *, est=1e-7, se=5e-5, bare=False):
    """Lines that differ by more than the tolerances of tests/gold/README.md."""
    found = parameters(ours, stored)
    lines = []
    for e in stored["estimates"]:
        if e["op"] in ("==", "<", ">", "~*~"):
            continue
        mine = found.get(key_of(e)) or found.get(key_of(e, turned=True))
        if bare:
            e = {**e, "se": None}
        lines += [f"{key_of(e)} is missing"] if mine is None else gaps(mine, e, est, se)
    return lines


def parameters(ours, stored):
    """Estimates by what they are, with mirrored factors turned."""
    turned = mirrored(ours, stored)
    found = {}
    for e in ours.estimates:
        flips = (e.lhs in turned) + (e.rhs in turned and e.op != "=~")
        if flips == 1:
            e = replace(e, est=-e.est, std_lv=-e.std_lv, std_all=-e.std_all)
        key = (e.lhs, e.op) if e.op == ":=" else (e.lhs, e.op, e.rhs, e.group)
        found[key] = e
    return found


def key_of(e, turned=False):
    if e["op"] == ":=":
        return (e["lhs"], ":=")
    ends = (e["rhs"], e["lhs"]) if turned else (e["lhs"], e["rhs"])
    return (ends[0], e["op"], ends[1], e.get("group") or 1)


def gaps(mine, e, est, se, std=1e-4):
    """What differs in one parameter."""
    lines = []
    polished = e.get("est_polished")
    wanted, tolerance = (e["est"], 1e-4) if polished is None else (polished, est)
    if abs(mine.est - wanted) > tolerance * max(abs(wanted), 1e-3) + 1e-9:
        lines.append(f"{key_of(e)} est {mine.est:.10g} != {wanted:.10g}")
    known = e["se"] is not None and e["se"] > 0
    if known and (mine.se is None or abs(mine.se - e["se"]) > se * max(e["se"], 1e-3)):
        lines.append(f"{key_of(e)} se {mine.se} != {e['se']}")
    for name in ("std.lv", "std.all"):
        if e.get(name) is None or e["op"] in ("|", ":="):
            continue
        value = getattr(mine, name.replace(".", "_"))
        if value is None or abs(value - e[name]) > std * max(abs(e[name]), 1e-2):
            lines.append(f"{key_of(e)} {name} {value} != {e[name]}")
    return lines


def fit_gaps(ours, stored, skip=()):
    lines = []
    old = stored.get("lavaan", "0.6").startswith("0.6")
    for name, wanted in stored["fit"].items():
        if name in skip or wanted is None:
            continue
        value = ours.fit.get(NAMED.get(name, name) if old else name)
        scaled = any(part in name for part in ("scaled", "robust", "scaling", "shift"))
        tolerance = SCALED_TOLERANCE if scaled else FIT_TOLERANCE
        if name.startswith(("pvalue", "baseline.pvalue")) or "pvalue" in name:
            # lavaan's EM moments stop earlier; robust p-values feel it in the sixth digit
            ok = value is not None and abs(value - wanted) < (1e-5 if scaled else 1e-6)
        elif "rmr" in name:  # lavaan's stem from its own, unpolished estimates
            ok = value is not None and abs(value - wanted) < 5e-6 * max(wanted, 5e-2)
        elif "rmsea" in name or name.startswith(("cfi", "tli", "srmr")):
            ok = value is not None and abs(value - wanted) < tolerance
        else:
            ok = value is not None and abs(value - wanted) < tolerance * max(abs(wanted), 1e-3)
        if not ok:
            lines.append(f"{name}: {value} != {wanted}")
    return lines
