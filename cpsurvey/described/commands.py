"""Every command with its options, from the application itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_type_hints

import typer

from cpsurvey.cli.app import app
from cpsurvey.cli.funnel import load_commands
from cpsurvey.described.docstring import prose
from cpsurvey.described.markdown import MADE, cell, code, fenced, page, table

HEAD = f"""# Commands

`cpsurvey COMMAND --help` shows the same in a terminal. `--study` is by default the nearest
`study.yaml` upwards. With `--json` there is one JSON object on standard output, with a schema
version inside, also where a command fails, is misused or is interrupted (schema
"cpsurvey/error/1"); all talk goes to standard error. What each exit status means stands in the
[README](../../README.md); what each error code means, in [Error codes](codes.md).

{MADE}
"""


def every() -> Iterator[tuple[str, Any]]:
    """Commands in the order of the help, as they are typed (``batch run``)."""
    load_commands()
    top = typer.main.get_command(app)
    for name in top.list_commands(None):  # type: ignore[attr-defined]
        found = top.commands[name]  # type: ignore[attr-defined]
        inner = getattr(found, "commands", None)
        if inner is None:
            yield name, found
        else:
            yield from ((f"{name} {below}", one) for below, one in inner.items())


def markdown() -> str:
    """The page."""
    return page(HEAD, *(_command(name, found) for name, found in every()))


def _command(name: str, found: Any) -> str:
    text = found.help or ""
    examples = re.findall(r"^Example: (.*)$", text, re.MULTILINE)
    said = re.sub(r"(?m)^Example: .*$", "", text)
    arguments = [one for one in found.params if one.opts[0][0] != "-"]
    options = [one for one in found.params if one.opts[0][0] == "-" and not one.hidden]
    words = ["cpsurvey", name, "[OPTIONS]" * bool(options), *map(_argument, arguments)]
    hints = get_type_hints(found.callback)
    return page(
        f"## {name}",
        prose(said),
        fenced("\n".join(examples) or " ".join(filter(None, words)), "console"),
        table(
            ("argument", "what it is"), [_row(one, hints, _argument(one)) for one in arguments]
        ),
        table(("option", "what it does"), [_row(one, hints, _spelt(one)) for one in options]),
    )


def _argument(one: Any) -> str:
    name = one.metavar or one.name.upper()
    if name.startswith("[") or one.required:
        return str(name)
    return f"[{name}]..." if one.nargs == -1 else f"[{name}]"


def _spelt(one: Any) -> str:
    spellings = ", ".join(one.opts)
    if one.secondary_opts:
        return f"{spellings} / {', '.join(one.secondary_opts)}"
    return spellings if one.is_flag else f"{spellings} {one.metavar or one.name.upper()}"


def _row(one: Any, hints: dict[str, Any], spelt: str) -> tuple[str, str]:
    said = [cell(one.help or "")]
    if choices := _choices(hints[one.name]):
        said.append(f"One of {', '.join(map(code, choices))}.")
    default = one.default.value if isinstance(one.default, Enum) else one.default
    if default not in (None, "", False, ()) and not one.required:
        said.append(f"Default {code(str(default))}.")
    return code(spelt), " ".join(filter(None, said))


def _choices(hint: Any) -> list[str]:
    for one in (hint, *getattr(hint, "__args__", ())):
        if isinstance(one, type) and issubclass(one, Enum):
            return [str(member.value) for member in one]
    return []
