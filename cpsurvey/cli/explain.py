"""``cpsurvey explain``: what an error code means, what a kind of analysis takes."""

from __future__ import annotations

import locale
import os
import textwrap
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, Talk, command
from cpsurvey.errors import CpsurveyError, catalogue, did_you_mean


@command(place=130)
def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE|KIND]",
            help="Such as CPS106 or mediation; 'analyses' lists all kinds; without: all codes.",
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="en or fr; by default the system's.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Explain an error code, or a kind of analysis with its options.

    Example: cpsurvey explain CPS601

    Example: cpsurvey explain mediation
    """
    talk = Talk(as_json)
    codes = catalogue()
    french = (language or _system_language()).startswith("fr")
    if code is None:
        listed = {name: c.title_fr if french else c.title for name, c in codes.items()}
        text = "\n".join(f"{name}  {title}" for name, title in listed.items())
        talk.result({"schema": "cpsurvey/codes/1", "codes": listed}, text)
        return
    name = code.upper()
    if name not in codes:
        _analysis(code, talk, list(codes))
        return
    found = codes[name]
    title, body = (
        (found.title_fr, found.explanation_fr) if french else (found.title, found.explanation)
    )
    ends = f"code de sortie {int(found.exit)}" if french else f"exit status {int(found.exit)}"
    talk.result(
        {
            "schema": "cpsurvey/code/1",
            "code": name,
            "exit": int(found.exit),
            "title": title,
            "explanation": body,
        },
        f"{name}: {title} ({ends})\n\n{textwrap.fill(body, 80)}",
    )


def _analysis(name: str, talk: Talk, codes: list[str]) -> None:
    """A kind of analysis, or all of them."""
    from dataclasses import asdict

    from cpsurvey.analysis.catalogue import describe

    found = describe()
    if name == "analyses":
        listed = {kind: described.summary for kind, described in found.items()}
        text = "\n".join(f"{kind:<22} {summary}" for kind, summary in listed.items())
        talk.result({"schema": "cpsurvey/analyses/1", "analyses": listed}, text)
        return
    if name not in found:
        known = codes if name.upper().startswith("CPS") else [*found, "analyses"]
        raise CpsurveyError(
            "CPS901",
            f"there is no code and no kind of analysis '{name}'",
            fix=did_you_mean(name.upper() if known is codes else name, known),
        )
    described = found[name]
    lines = [f"kind: {name}", textwrap.fill(described.summary, 80), ""]
    for option in described.options:
        head = f"  {option.name}: {option.values}"
        if option.default not in ("-", "required"):
            head += f" (default {option.default})"
        elif option.default == "required":
            head += " (required)"
        lines.append(head)
        if option.description:
            lines.append(
                textwrap.fill(
                    option.description, 80, initial_indent="      ", subsequent_indent="      "
                )
            )
    if described.example:
        example = textwrap.indent(described.example.rstrip(), "  ")
        lines += ["", "Example, in study.yaml:", "", example]
    talk.result({"schema": "cpsurvey/analysis/1", **asdict(described)}, "\n".join(lines))


def _system_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return named or locale.getlocale()[0] or "en"
