"""Every command ends here: one place turns exceptions into words and exit statuses."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from cpsurvey import system
from cpsurvey.cli import _console
from cpsurvey.errors import CpsurveyError, Exit, stop
from cpsurvey.errors.foreign import coded

NOT_COMMANDS = {"app", "funnel"}
JSON = "--json"
GARBAGE = 200_000
"""New objects between two looks for garbage. At Python's 700 a report, which makes a million
and throws few away, spent an eighth of its time looking."""


def load_commands(first: str = "") -> None:
    """Import the modules of this folder, each of which adds its command to the application.

    Where the `first` word of a line names one, it and its parts (``questionnaire_new``) are
    enough: the others take a twentieth of a short run.
    """
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    names = {module.name for module in found if not module.name.startswith("_")} - NOT_COMMANDS
    known = first in names and "_" not in first
    for name in sorted(names):
        if not known or name == first or name.startswith(f"{first}_"):
            importlib.import_module(f"cpsurvey.cli.{name}")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status.

    Python's warnings are for developers, who ask for them with ``-W``: what a user must know
    of a computation stands in its result.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        status = run(words)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        print(_without_its_text(error), file=sys.stderr)
        if JSON in words:
            kind = f"a fault of cpsurvey ({type(error).__name__})"
            _as_json(kind, Exit.BUG, fix="please report the lines on standard error")
        status = int(Exit.BUG)
    gc.freeze()  # what is left is not searched for cycles once more, which took 0.15 s
    sys.exit(status)


def _without_its_text(error: Exception) -> str:
    """The traceback of a bug of ours; what the exception says may quote an answer."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return (
        f"Traceback (most recent call last):\n{frames}{type(error).__name__}\n"
        "This is a fault of cpsurvey: please report these lines. They hold no answers; what "
        "else\nthe exception says may, and is shown by: python -X dev -m cpsurvey.cli ..."
    )


def run(argv: list[str]) -> int:
    """Run one command line; return its exit status.

    What a command returns is its status (None is 0). A ``CpsurveyError``, and what
    `foreign.coded` makes one of, becomes its message and its status; Ctrl-C, SIGTERM and
    SIGHUP become 130; a closed pipe (``cpsurvey ... | head``) is not an error; anything
    else is our bug and keeps its traceback, with status 1.
    """
    import typer
    from typer.exceptions import TyperException

    from cpsurvey.cli.app import app

    # BLAS on one thread, unless told otherwise: two threads on shared cores were
    # measured up to 20 times slower. Must stand before NumPy is first imported.
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])
    load_commands(argv[0] if argv else "")
    _console.prepare()
    previous = _listen()
    try:
        built = typer.main.get_command(app)
        _leave_reading_to_commands(built)
        outcome = built.main(args=argv, prog_name="cpsurvey", standalone_mode=False)
        sys.stdout.flush()
        # Typer swallows Ctrl-C and hands back its status
        stopped = outcome == Exit.INTERRUPTED or (outcome and stop.asked())
        return _interrupted(argv) if stopped else int(outcome or 0)
    except TyperException as error:
        return _misused(error, argv)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted(argv)
    except BrokenPipeError:
        return _reader_left()
    except SystemExit as leaving:  # Typer turns a closed pipe into exit 1
        if isinstance(leaving.__context__, BrokenPipeError):
            return _reader_left()
        raise
    except Exception as error:
        if stop.asked():
            return _interrupted(argv)
        known = coded(error)
        if known is None:
            raise
        with suppress(BrokenPipeError):
            report(known, as_json=JSON in argv)
            sys.stdout.flush()
            return int(known.exit_status)
        _reader_left()
        return int(known.exit_status)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _leave_reading_to_commands(command: Any) -> None:
    """A file that may not be read is no wrong usage: commands say so, with a code."""
    for one in getattr(command, "commands", {}).values():
        _leave_reading_to_commands(one)
    for parameter in command.params:
        described = getattr(parameter, "type_descriptor", parameter)  # by version of Typer
        asked = getattr(described, "parameter_info", getattr(described, "type", None))
        if asked is not None and hasattr(asked, "readable"):
            asked.readable = False


def _listen() -> dict[int, Any]:
    """End in order when asked to; returns what was done with these signals before.

    A hang-up that is ignored (``nohup``) stays ignored.
    """
    stop.forget()
    previous: dict[int, Any] = {one: signal.signal(one, _terminate) for one in system.ends()}
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        previous[signal.SIGINT] = signal.signal(signal.SIGINT, _terminate)
    return previous


def _misused(error: Any, argv: Sequence[str]) -> int:
    """Typer says it in its own way, where it has one."""
    if hasattr(error, "show"):
        error.show()
    if JSON in argv:
        said = error.format_message() if hasattr(error, "format_message") else str(error)
        command = getattr(getattr(error, "ctx", None), "command_path", "cpsurvey")
        _as_json(said, Exit.USAGE, fix=f"{command} --help lists what it takes")
    return int(Exit.USAGE)


def _interrupted(argv: Sequence[str]) -> int:
    said = "interrupted; nothing half-written is left behind"
    print(said, file=sys.stderr)
    if JSON in argv:
        _as_json(said, Exit.INTERRUPTED, fix="run the same command again")
    return int(Exit.INTERRUPTED)


def _reader_left() -> int:
    """Silence what Python would still flush to a reader that has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return int(Exit.DONE)


def report(error: CpsurveyError, *, as_json: bool) -> None:
    """Print what, where and the next action on stderr; with ``--json`` also as JSON."""
    head = f"error {error.code}: {error}"
    print(f"{head}\n  more: cpsurvey explain {error.code}", file=sys.stderr)
    if as_json:
        _as_json(
            error.message,
            error.exit_status,
            code=error.code,
            where=error.where,
            fix=error.fix,
        )


def _as_json(
    message: str,
    exit_status: Exit,
    *,
    code: str | None = None,
    where: str | None = None,
    fix: str | None = None,
) -> None:
    """The one object on stdout of a command that has no result, however it ended."""
    error = {
        "code": code,
        "exit": int(exit_status),
        "message": message,
        "where": where,
        "fix": fix,
    }
    print(_console.written({"schema": "cpsurvey/error/1", "error": error}))


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    stop.ask()
    raise stop.Stopped
