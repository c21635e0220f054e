"""What ``cpsurvey sem`` adds to a fitted model when asked, as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cpsurvey.batch import private
from cpsurvey.batch.onemodel import block, plain
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.bootstrap import Bootstrap
from cpsurvey.sem.after.uncertain import Ends, Uncertain
from cpsurvey.sem.semfit import SemFit

WAY = "name another with --scores, or remove it"


def _numbers(value: Uncertain) -> dict[str, Any]:
    found = {name: plain(getattr(value, name)) for name in ("est", "se", "z", "pvalue")}
    for name in ("ci", "mc", "boot"):
        ends: Ends = getattr(value, name) or (None, None)
        found[f"{name}_lower"], found[f"{name}_upper"] = map(plain, ends)
    return found


def standardized(found: SemFit, seed: int, drawn: Bootstrap | None) -> dict[str, Any]:
    """Standardised solutions; std.nox only where there are covariates."""
    from cpsurvey.sem.after import standard

    def rows(metric: standard.Metric) -> list[dict[str, Any]]:
        return [
            {"lhs": r.lhs, "op": r.op, "rhs": r.rhs, "label": r.label}
            | block(found, r.group if r.op != ":=" else 0)
            | _numbers(r.value)
            for r in standard.solution(found, metric, seed, drawn)
        ]

    nox = rows("nox") if found.table.covariates else []
    return {"std.lv": rows("lv"), "std.all": rows("all"), "std.nox": nox}


def effects(found: SemFit, seed: int, drawn: Bootstrap | None) -> dict[str, Any]:
    """Every direct, indirect and total effect."""
    from cpsurvey.sem.after.effects import effects as every

    told = every(found, seed, drawn)
    rows = [
        {
            "source": e.wanted.source,
            "outcome": e.wanted.outcome,
            "role": e.wanted.role,
            "through": list(e.wanted.through),
            **block(found, e.wanted.group),
            "binary": e.binary,
            **_numbers(e.value),
            "std_lv": _numbers(e.std_lv),
            "std_all": _numbers(e.std_all),
            "std_nox": _numbers(e.nox) if e.nox else None,
        }
        for e in told.rows
    ]
    return {
        "circular": told.circular,
        "unsettled": told.unsettled,
        "unlisted": told.unlisted,
        "rows": rows,
    }


def modindices(found: SemFit) -> list[dict[str, Any]]:
    """Modification indices, largest first."""
    from dataclasses import asdict

    from cpsurvey.sem.after.modify import modification_indices

    every = sorted(modification_indices(found), key=lambda one: -one.mi)
    return [{name: plain(value) for name, value in asdict(one).items()} for one in every]


def residuals(found: SemFit) -> list[dict[str, Any]]:
    """Observed less implied moments of every group."""
    from cpsurvey.sem.after.scores import residuals as left

    names = list(found.table.observed)
    means = found.settings.meanstructure and not found.settings.ordered
    labels = found.groups or ("",)
    return [
        {
            "group": g,
            "label": label,
            "names": names,
            "cov": _matrix(one.cov),
            "cor": _matrix(one.cor),
            "mean": [plain(value) for value in one.mean] if means else None,
        }
        for g, (label, one) in enumerate(zip(labels, left(found), strict=True), 1)
    ]


def _matrix(values: Any) -> list[list[Any]]:
    return [[plain(value) for value in row] for row in values]


def compared(names: Sequence[str], models: Sequence[SemFit], method: str) -> dict[str, Any]:
    """Difference tests, each model against the next more general one."""
    from cpsurvey.sem.after.nested import compare

    tests = compare(models, method)
    return {
        "models": [
            {"model": name, "npar": model.npar}
            | {key: plain(model.fit.get(key)) for key in ("df", "chisq", "aic", "bic")}
            for name, model in zip(names, models, strict=True)
        ],
        "order": [tests[0].general, *(test.restricted for test in tests)],
        "tests": [
            {
                "restricted": t.restricted,
                "general": t.general,
                "method": t.test.method,
                "chisq": plain(t.test.chisq),
                "df": t.test.df,
                "pvalue": plain(t.test.pvalue),
                "scaling": plain(t.test.scaling),
                "shift": plain(t.test.shift),
            }
            for t in tests
        ],
    }


# --------------------------------------------------------------------------------- scores
def scores(
    found: SemFit, file: Path, method: str, key: str, rows: Sequence[object]
) -> dict[str, Any]:
    """Write factor scores, one line per row of the data, to a file of its owner alone.

    Rows that were left out of the fit have no scores.

    Raises
    ------
    CpsurveyError
        CPS602 it cannot be written, CPS903 a file is there.
    """
    import numpy as np

    from cpsurvey.sem.after.scores import factor_scores

    fitted = found.model.rows
    assert fitted is not None
    table = np.full((len(rows), len(found.table.latent)), np.nan)
    for g, values in enumerate(factor_scores(found, method)):
        table[np.flatnonzero(fitted.used & (fitted.of_row == g))] = values
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([key, *found.table.latent])
    for name, row in zip(rows, table.tolist(), strict=True):
        writer.writerow([name, *("" if value != value else repr(value) for value in row)])
    private.write(file, out.getvalue().encode(), way=WAY)
    return {
        "file": str(file),
        "method": "ebm" if found.settings.ordered else method,
        "factors": list(found.table.latent),
        "rows": int(np.count_nonzero(fitted.used)),
    }


def refuse_file(study: Study | None, file: Path) -> None:
    """Refuse a file of scores that must not be written, before anything is fitted.

    Raises
    ------
    CpsurveyError
        As `private.refuse_place`.
    """
    private.refuse_place(study, file, holds="scores of single people", way=WAY)


def refuse_parts(found: SemFit, asked: Sequence[str]) -> None:
    """Refuse what models of this kind do not have.

    Raises
    ------
    CpsurveyError
        CPS303 with the part by its option.
    """
    settings = found.settings
    for part in asked:
        if settings.two_level and part in ("modindices", "residuals", "scores"):
            what, fix = (
                "a model of two levels",
                "leave it out, or write the model without levels",
            )
        elif part == "scores" and not found.table.latent:
            what, fix = "a model without factors", "leave --scores out"
        else:
            continue
        raise CpsurveyError("CPS303", f"--{part} is not to be had of {what}", fix=fix)
