"""``cpsurvey sem``: one model on one file or study, for people who know lavaan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cpsurvey.cli._sem import (
    Difference,
    Information,
    Kind,
    Missing,
    Parameterization,
    Resampled,
    Scores,
    Second,
    compared,
    listed,
    name_of,
    need,
    say_wave,
    source_of,
    text_of,
)
from cpsurvey.cli.app import JsonOption, QuietOption, Talk, command

if TYPE_CHECKING:
    from cpsurvey.sem.semfit import SemFit


@command(place=120)
def sem(
    model: Annotated[
        str,
        typer.Argument(
            help="lavaan syntax: a text that holds ~ or a line break, else a file, or - for "
            "stdin."
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Argument(help="CSV, xlsx, sav, dta, ...: one column per variable; or --study."),
    ] = None,
    study: Annotated[
        Path | None,
        typer.Option(
            "--study",
            "-s",
            metavar="DIR",
            help="Answers of a study in place of DATA: items, scales, groups by their names.",
        ),
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="Defaults of sem, cfa (the same), growth.")
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
        str,
        typer.Option(
            "--ordered", help="Ordered categories: a,b,... or all (given the covariates)."
        ),
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
    std: Annotated[
        bool, typer.Option("--std", help="Standardised solutions with errors and intervals.")
    ] = False,
    effects: Annotated[
        bool,
        typer.Option(
            "--effects", help="All direct, indirect and total effects; no := is needed."
        ),
    ] = False,
    modindices: Annotated[
        bool, typer.Option("--modindices", help="Modification indices, largest first.")
    ] = False,
    residuals: Annotated[
        bool, typer.Option("--residuals", help="Observed less implied correlations.")
    ] = False,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare",
            metavar="OTHER",
            help="Another model, nested in this one or the other way round, by the same "
            "options: a difference test; may be repeated.",
        ),
    ] = None,
    difference: Annotated[
        Difference,
        typer.Option("--difference", help="Of --compare; lavTestLRT's default if not said."),
    ] = Difference.default,
    scores: Annotated[
        Path | None,
        typer.Option(
            "--scores", metavar="FILE", help="Factor scores as CSV, for its owner alone."
        ),
    ] = None,
    scores_method: Annotated[
        Scores | None, typer.Option("--scores-method", help="regression, if not said.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers",
            metavar="A,B,...",
            help="Answers in words, lowest first, made 1, 2, ...; may be repeated.",
        ),
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "--questionnaire",
            metavar="NAME",
            help="Whose items hold answers in words: made their codes, not reversed.",
        ),
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
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="Where the random draws start; 1, if not said."),
    ] = None,
    crosscheck: Annotated[
        Second | None, typer.Option("--crosscheck", help="Refit by an independent program.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Fit one structural equation model and print what lavaan would.

    Example: cpsurvey sem "y ~ m + x; m ~ x" answers.csv --estimator mlr --effects --std
    """
    from cpsurvey.batch import onemodel, onemodel_parts
    from cpsurvey.face import semmore, semtext
    from cpsurvey.face.semfit import fit

    talk = Talk(as_json, quiet)
    need(
        "--bootstrap N", bootstrap, {"--resample": resample, "--bias-corrected": bias_corrected}
    )
    need("--bootstrap N, --effects or --std", bootstrap or effects or std, {"--seed": seed})
    need("--scores FILE", scores, {"--scores-method": scores_method})
    need("--compare OTHER", compare, {"--difference": difference is not Difference.default})
    need("DATA", not study, {"--answers": answers, "--questionnaire": questionnaire})
    text = text_of(model)
    source = source_of(text, data, study, answers or (), questionnaire, scores)
    say_wave(source, talk)

    def fitted(written: str, means: bool) -> SemFit:
        return fit(
            written,
            source.columns,
            kind=kind.value,
            estimator=estimator,
            missing=missing.value,
            group=name_of(group) if group else None,
            group_equal=listed(group_equal),
            group_partial=listed(group_partial),
            cluster=name_of(cluster) if cluster else None,
            ordered="all" if ordered.strip() == "all" else listed(ordered),
            parameterization=parameterization.value,
            std_lv=std_lv,
            meanstructure=True if means else None,
            fixed_x=fixed_x,
            information=information.value if information else None,
        ).solution

    found = fitted(text, meanstructure)
    asked = {
        "standardized": std,
        "effects": effects,
        "modindices": modindices,
        "residuals": residuals,
        "scores": scores is not None,
    }
    onemodel_parts.refuse_parts(found, [name for name, on in asked.items() if on])
    parts: dict[str, Any] = {}
    if compare:
        others = [text_of(one, "--compare") for one in compare]
        parts["compare"] = compared(
            [model, *compare], [text, *others], fitted, found, difference.value
        )
    start = 1 if seed is None else seed
    drawn: tuple[Any, Any] = (None, None)
    asked["bootstrap"] = bootstrap > 0
    if found.converged and found.identified:
        if bootstrap:
            with talk.progress("bootstrap") as step:
                drawn = onemodel.resample(
                    found,
                    bootstrap,
                    start,
                    resample.value if resample else None,
                    lambda done, total: step(done, total),
                    corrected=bias_corrected,
                )
        if std:
            parts["standardized"] = onemodel_parts.standardized(found, start, drawn[0])
        if effects:
            parts["effects"] = onemodel_parts.effects(found, start, drawn[0])
        if modindices:
            parts["modindices"] = onemodel_parts.modindices(found)
        if residuals:
            parts["residuals"] = onemodel_parts.residuals(found)
        if scores:
            method = (scores_method or Scores.regression).value
            parts["scores"] = onemodel_parts.scores(
                found, scores, method, source.key, source.rows
            )
    elif left := [name for name, on in asked.items() if on]:
        why = "is not identified" if found.converged else "did not converge"
        parts["not_computed"] = {"parts": left, "reason": f"The model {why}."}
    second: dict[str, Any] | None = None
    if crosscheck:
        from cpsurvey.engines.semopy import compare as opinion

        second = opinion(found)
    document = onemodel.document(found, bootstrapped=drawn[1], crosscheck=second, **parts)
    talk.result(document, "\n".join([*semtext.lines(found), *semmore.lines(document)]))
    return int(onemodel.status(found))
