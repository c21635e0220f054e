"""``cpsurvey explain``: what an error code means and what to do."""

from __future__ import annotations

import locale
import os
import textwrap
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, Talk, app
from cpsurvey.errors import CpsurveyError, catalogue, did_you_mean


@app.command()
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="Such as CPS014; without: all codes.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="en or fr; by default the system's.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Explain an error code.

    Example: cpsurvey explain CPS601
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
        raise CpsurveyError(
            "CPS901", f"there is no code '{code}'", fix=did_you_mean(name, codes)
        )
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


def _system_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return named or locale.getlocale()[0] or "en"
