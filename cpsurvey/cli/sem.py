"""``cpsurvey sem``: one model on one file, for people who know lavaan."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, Talk, command


class Kind(StrEnum):
    """Which defaults are added."""

    sem = "sem"
    cfa = "cfa"
    growth = "growth"


class Missing(StrEnum):
    """What happens to missing values."""

    listwise = "listwise"
    fiml = "fiml"
    pairwise = "pairwise"


class Information(StrEnum):
    """What the standard errors rest on."""

    expected = "expected"
    observed = "observed"


class Resampled(StrEnum):
    """What is drawn."""

    cases = "cases"
    clusters = "clusters"
    bollen_stine = "bollen-stine"


class Parameterization(StrEnum):
    """Of ordered variables."""

    delta = "delta"
    theta = "theta"


class Second(StrEnum):
    """Who gives a second opinion."""

    semopy = "semopy"


@command(place=120)
def sem(
    model: Annotated[str, typer.Argument(help="File in lavaan syntax, or - for stdin.")],
    data: Annotated[Path, typer.Argument(help="CSV with one column per variable.")],
    kind: Annotated[
        Kind, typer.Option("--kind", help="Defaults of sem, cfa, growth.")
    ] = Kind.sem,
    estimator: Annotated[
        str | None,
        typer.Option(
            "--estimator",
            help="ml, mlr, mlm, gls, uls, dwls or wlsmv; ml, or wlsmv with --ordered, if not "
            "said.",
        ),
    ] = None,
    missing: Annotated[
        Missing, typer.Option("--missing", help="What is done about missing values.")
    ] = Missing.listwise,
    group: Annotated[
        str | None, typer.Option("--group", metavar="COL", help="One model per group.")
    ] = None,
    group_equal: Annotated[
        str, typer.Option("--group-equal", help="Equal in all: loadings,intercepts,...")
    ] = "",
    group_partial: Annotated[
        str, typer.Option("--group-partial", help='Freed again: "x3~1,f=~x2".')
    ] = "",
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="COL", help="Whose members resemble each other."),
    ] = None,
    ordered: Annotated[
        str, typer.Option("--ordered", help="Ordered categories: a,b,... or all.")
    ] = "",
    parameterization: Annotated[
        Parameterization, typer.Option("--parameterization", help="Of ordered variables.")
    ] = Parameterization.delta,
    std_lv: Annotated[
        bool, typer.Option("--std-lv", help="Factor variances fixed at 1.")
    ] = False,
    meanstructure: Annotated[
        bool, typer.Option("--meanstructure", help="Means and intercepts too.")
    ] = False,
    fixed_x: Annotated[
        bool | None,
        typer.Option(
            "--fixed-x/--free-x",
            help="Covariates fixed or random; if not said, random under gls and uls.",
        ),
    ] = None,
    information: Annotated[
        Information | None,
        typer.Option("--information", help="What standard errors rest on."),
    ] = None,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", min=0, metavar="N", help="Draws; 0: none.")
    ] = 0,
    resample: Annotated[
        Resampled | None, typer.Option("--resample", help="What the bootstrap draws.")
    ] = None,
    bias_corrected: Annotated[
        bool, typer.Option("--bias-corrected", help="In place of percentile intervals.")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", help="Where the random draws start.")] = 1,
    crosscheck: Annotated[
        Second | None, typer.Option("--crosscheck", help="Refit by an independent program.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Fit one structural equation model and print what lavaan would.

    Example: cpsurvey sem model.lav answers.csv --estimator mlr --missing fiml
    """
    from cpsurvey.batch import onemodel
    from cpsurvey.face.semfit import fit
    from cpsurvey.face.semtext import lines

    talk = Talk(as_json, quiet)
    _check_draws(bootstrap, resample, corrected=bias_corrected)
    found = fit(
        _text(model),
        data,
        kind=kind.value,
        estimator=estimator,
        missing=missing.value,
        group=group,
        group_equal=_list(group_equal),
        group_partial=_list(group_partial),
        cluster=cluster,
        ordered="all" if ordered.strip() == "all" else _list(ordered),
        parameterization=parameterization.value,
        std_lv=std_lv,
        meanstructure=True if meanstructure else None,
        fixed_x=fixed_x,
        information=information.value if information else None,
    ).solution
    drawn: dict[str, Any] | None = None
    if bootstrap and found.converged and found.identified:
        with talk.progress("bootstrap") as step:
            drawn = onemodel.resample(
                found,
                bootstrap,
                seed,
                resample.value if resample else None,
                lambda done, total: step(done, total),
                corrected=bias_corrected,
            )
    second: dict[str, Any] | None = None
    if crosscheck:
        from cpsurvey.engines.semopy import compare

        second = compare(found)
    talk.result(
        onemodel.document(found, bootstrapped=drawn, crosscheck=second),
        "\n".join(lines(found, drawn, second)),
    )
    return int(onemodel.status(found))


def _check_draws(draws: int, kind: Resampled | None, *, corrected: bool) -> None:
    """Refuse options of a bootstrap that is not asked for."""
    from cpsurvey.errors import CpsurveyError

    if draws == 0 and (kind or corrected):
        option = "--resample" if kind else "--bias-corrected"
        raise CpsurveyError(
            "CPS303",
            f"{option} says how to draw, but nothing is drawn",
            fix="add --bootstrap N",
        )


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _text(model: str) -> str:
    from cpsurvey.errors import CpsurveyError

    if model == "-":
        return sys.stdin.read()
    try:
        return Path(model).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CpsurveyError(
            "CPS902", "there is no such file", where=model, fix="check the path of MODEL"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CpsurveyError(
            "CPS902", f"the model cannot be read: {error}", where=model, fix="save it as UTF-8"
        ) from None
