"""The application every command hangs on, and how a command talks.

Nothing here may import pandas or NumPy: ``cpsurvey --help`` loads this module.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import typer
from typer.core import TyperGroup

from cpsurvey.cli._console import written

C = TypeVar("C", bound=Callable[..., Any])

_places: dict[str, int] = {}


class _InOrder(TyperGroup):
    """Commands by their places, those without one last."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names as the help shows them."""
        return sorted(
            super().list_commands(ctx), key=lambda name: (_places.get(name, 1000), name)
        )


app = typer.Typer(
    name="cpsurvey",
    cls=_InOrder,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    rich_markup_mode="rich",
    help="From questionnaire exports to defensible tables: communities of practice, "
    "tacit knowledge and performance.",
    epilog="Start with: cpsurvey demo",
)


def command(*, place: int, name: str | None = None) -> Callable[[C], C]:
    """Make a command of a function; `place` orders the help, and its docstring is shown there.

    `name` is the function's own unless it is given.
    """

    def register(function: C) -> C:
        called = name or function.__name__.replace("_", "-")
        _places[called] = place
        return app.command(called)(function)

    return register


def add(commands: typer.Typer, name: str, *, place: int) -> None:
    """Make a command that has commands of its own."""
    _places[name] = place
    app.add_typer(commands, name=name)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"cpsurvey {version('cpsurvey')}")
        raise typer.Exit


@app.callback()
def front(
    _version_asked: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """From questionnaire exports to defensible tables.

    Communities of practice, tacit knowledge and performance.
    """


StudyOption = Annotated[
    Path | None,
    typer.Option(
        "--study",
        "-s",
        metavar="DIR",
        help="Study folder or study.yaml; by default the nearest study.yaml upwards.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON object on stdout; talk goes to stderr.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]


def absent(pattern: str) -> str:
    """What is said of a source that names no file."""
    return (
        f"warning: no file is there for '{pattern}'\n"
        "  fix: put the file there, or mend 'sources' or 'kpi' in study.yaml"
    )


class Step(Protocol):
    """Moves a progress bar on by one, or to a number done of a total."""

    def __call__(
        self, done: int | None = None, total: int | None = None, name: str = ""
    ) -> None:
        """Show how far the work is, and what is being done now."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What a command says: results on stdout, talk on stderr.

    Parameters
    ----------
    json : bool
        One JSON object alone on stdout; everything else to stderr.
    quiet : bool
        No talk at all; errors and results only.
    """

    json: bool = False
    quiet: bool = False

    def say(self, text: str = "") -> None:
        """One line for people."""
        if not self.quiet:
            print(text, file=sys.stderr if self.json else sys.stdout)

    def warn(self, text: str) -> None:
        """One line for people that must not be overlooked."""
        print(text, file=sys.stderr)

    def result(self, document: Mapping[str, Any], text: str = "") -> None:
        """Print the outcome: `document` as JSON, or `text` for people."""
        if self.json:
            print(written(document))
        elif text:
            print(text)

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Step]:
        """Yield a step function that moves a bar, on a terminal's stderr only."""
        if self.quiet or not sys.stderr.isatty():
            yield _still
            return
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,  # its thread would keep work from being shared
        ) as bar:
            task = bar.add_task(label, total=total)

            def step(done: int | None = None, total: int | None = None, name: str = "") -> None:
                if done is None:
                    bar.advance(task)
                else:
                    bar.update(task, completed=done, total=total)
                if name:
                    bar.update(task, description=f"{label}: {escape(name)}")
                bar.refresh()

            yield step


def _still(done: int | None = None, total: int | None = None, name: str = "") -> None:
    """Step of a progress bar nobody sees."""
