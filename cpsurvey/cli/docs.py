"""``cpsurvey docs``: the pages that came with this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, Talk, command
from cpsurvey.errors import CpsurveyError, did_you_mean


@command(place=135)
def docs(
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="[PAGE]", help="Such as tutorial; without: which pages there are."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read the pages that came with cpsurvey, as Markdown.

    Example: cpsurvey docs tutorial
    """
    from cpsurvey.design.load import docs_folder

    folder = docs_folder()
    pages = {
        file.relative_to(folder).with_suffix("").as_posix(): file
        for file in sorted(folder.rglob("*.md"))
    }
    if page is None:
        listed = {name: _title(file) for name, file in pages.items()}
        lines = [f"{name:<22} {title}" for name, title in listed.items()]
        document = {"schema": "cpsurvey/docs/1", "folder": str(folder), "pages": listed}
        Talk(as_json).result(document, "\n".join([*lines, "", f"they lie in {folder}"]))
        return
    name = page.removesuffix(".md")
    if name not in pages:
        raise CpsurveyError(
            "CPS901",
            f"there is no page '{page}'",
            fix=f"{did_you_mean(name, list(pages))}; 'cpsurvey docs' lists all",
        )
    text = pages[name].read_text(encoding="utf-8")
    document = {"schema": "cpsurvey/page/1", "file": str(pages[name]), "text": text}
    Talk(as_json).result(document, text)


def _title(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return next((line.strip("# \n") for line in lines if line.startswith("# ")), file.stem)
