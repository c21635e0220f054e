"""Every way out of a command line: statuses, messages, streams."""

import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cpsurvey
from cpsurvey import cli
from cpsurvey.cli import funnel
from cpsurvey.cli.app import app
from cpsurvey.errors import CpsurveyError, catalogue


@pytest.fixture
def command():
    """Register a throw-away command; forget it afterwards."""
    funnel.load_commands()
    before = list(app.registered_commands)

    def register(body):
        app.command("throwaway")(body)

    yield register
    app.registered_commands[:] = before


def test_every_code_has_its_status_and_both_languages():
    for name, code in catalogue().items():
        assert name.startswith("CPS")
        assert len(name) == 6
        assert int(code.exit) in {0, 1, 2, 65, 66, 69, 70, 73, 75, 77, 78}
        assert all((code.title, code.explanation, code.title_fr, code.explanation_fr))


@pytest.mark.parametrize("code", ["CPS601", "CPS402", "CPS603", "CPS602"])
def test_errors_become_words_and_status(command, capsys, code):
    def body() -> None:
        raise CpsurveyError(code, "it is so", where="file:3", fix="do that")

    command(body)
    assert funnel.run(["throwaway"]) == int(catalogue()[code].exit)
    shown = capsys.readouterr()
    assert shown.out == ""
    for part in (code, "it is so", "file:3", "do that", f"explain {code}"):
        assert part in shown.err


def test_json_errors_are_alone_on_stdout(tmp_path, capsys):
    assert funnel.run(["check", str(tmp_path), "--json"]) == 66
    document = json.loads(capsys.readouterr().out)
    assert document["error"]["code"] == "CPS006"


def test_returned_status_is_the_exit_status(command):
    command(lambda: 70)
    assert funnel.run(["throwaway"]) == 70


def test_bugs_keep_their_traceback(command):
    def body() -> None:
        raise ZeroDivisionError

    command(body)
    with pytest.raises(ZeroDivisionError):
        funnel.run(["throwaway"])


@pytest.mark.parametrize("argv", [["chek"], ["check", "--nonsense"], ["explain", "a", "b"]])
def test_usage_errors(argv, capsys):
    assert funnel.run(argv) == 2
    assert capsys.readouterr().err


def test_interrupt(command, capsys):
    def body() -> None:
        raise KeyboardInterrupt

    command(body)
    assert funnel.run(["throwaway"]) == 130
    assert "nothing half-written" in capsys.readouterr().err


def test_help_loads_neither_pandas_nor_numpy():
    code = (
        "import sys\nfrom cpsurvey.cli import funnel\nstatus = funnel.run(['--help'])\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'pydantic', 'matplotlib'} & set(sys.modules)\n"
        "assert status == 0 and not heavy, (status, heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for name in ("ingest", "analyze", "batch", "questionnaire", "report"):
        assert name in done.stdout


COMMANDS = [
    module.name
    for module in pkgutil.iter_modules(cli.__path__)
    if "_" not in module.name and module.name not in funnel.NOT_COMMANDS
]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_whole_without_the_others(name):
    code = (
        "import sys, typer\nfrom cpsurvey.cli import app, funnel\n"
        "def whole():\n"
        "    one = typer.main.get_command(app.app).commands[sys.argv[1]]\n"
        "    params = [o for p in one.params for o in p.opts]\n"
        "    return params, sorted(getattr(one, 'commands', ()))\n"
        "funnel.load_commands(sys.argv[1]); alone = whole()\n"
        "funnel.load_commands(); assert whole() == alone, alone"
    )
    done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_closed_pipe_is_no_error():
    command = f"{sys.executable} -c 'from cpsurvey.cli import main; main()' explain | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_sigterm_ends_with_130(tmp_path):
    code = (
        "import time\nfrom cpsurvey.cli import funnel\nfrom cpsurvey.cli.app import app\n"
        "@app.command()\ndef wait() -> None:\n"
        "    print('ready', flush=True)\n    time.sleep(60)\n"
        "raise SystemExit(funnel.run(['wait']))"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.05)
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=20) == 130
    child.stdout.close()


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_it_ends_with_130_also_where_text_was_run_as_code(tmp_path):
    """Dataclasses are made so: of a module, Python itself would then end by the signal."""
    said = "import os, signal, time; os.kill(os.getpid(), signal.SIGTERM); time.sleep(20)"
    code = (
        "import sys; from cpsurvey.cli import funnel; from cpsurvey.face import study\n"
        f"study.read_study = lambda *_: exec({said!r})\n"
        "sys.exit(funnel.run(['analyze']))"
    )
    (tmp_path / "wait.py").write_text(code, "utf-8")
    root = Path(cpsurvey.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "wait"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr[:11]) == (130, "interrupted")


ENDS = {
    "usage": (["analyze", "--json", "--no-such"], "", 2, "No such option: --no-such"),
    "command": (["nosuch", "--json"], "", 2, "No such command 'nosuch'."),
    "signal": (
        ["analyze", "--json"],
        "import os, signal, time; os.kill(os.getpid(), signal.SIGTERM); time.sleep(20)",
        130,
        "interrupted; nothing half-written is left behind",
    ),
    "bug": (["analyze", "--json"], "{}['Mrs Smith']", 1, "a fault of cpsurvey (KeyError)"),
}


@pytest.mark.parametrize("name", ENDS)
def test_with_json_there_is_one_object_however_a_command_ends(tmp_path, name):
    words, said, status, message = ENDS[name]
    code = (
        "from cpsurvey.cli import funnel; from cpsurvey.face import study\n"
        f"study.read_study = lambda *_: exec({said!r})\n"
        f"funnel.main({words!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == status
    found = json.loads(done.stdout)
    assert found["schema"] == "cpsurvey/error/1"
    error = found["error"]
    assert (error["code"], error["exit"], error["where"]) == (None, status, None)
    assert error["message"] == message
    if status == 2:  # the way out works
        command = error["fix"].removesuffix(" lists what it takes").split()[1:]
        assert funnel.run(command) == 0
    assert error["fix"]
    assert "Smith" not in done.stdout + done.stderr


def test_explain_knows_every_code(capsys):
    for name in catalogue():
        assert funnel.run(["explain", name, "--language", "fr"]) == 0
    assert "code de sortie" in capsys.readouterr().out
    assert funnel.run(["explain", "CPS999"]) == 2


def test_explain_knows_every_kind_of_analysis(capsys):
    assert funnel.run(["explain", "analyses", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["analyses"]
    assert {"flow", "reliability", "mediation", "power"} <= set(listed)
    for name, summary in listed.items():
        assert summary.endswith("."), name
        assert funnel.run(["explain", name, "--json"]) == 0
        described = json.loads(capsys.readouterr().out)
        for option in described["options"]:
            listed_values = "|" in option["values"]  # such values say what they are
            assert option["description"] or listed_values, (name, option)
            assert option["values"], (name, option)


def test_explain_in_words(capsys):
    assert funnel.run(["explain", "mediation"]) == 0
    shown = capsys.readouterr().out
    assert "source: name (required)" in shown
    assert "estimator: ml | mlr (default mlr)" in shown
    assert funnel.run(["explain", "mediaton"]) == 2
    assert "did you mean 'mediation'" in capsys.readouterr().err
