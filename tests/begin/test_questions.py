"""Questions at a terminal: six at most, a flag for each, and nothing left behind."""

import os
import select
import subprocess
import sys
import time

import pytest

from cpsurvey.cli import funnel

pty = pytest.importorskip("pty")
PROGRAM = [sys.executable, "-m", "cpsurvey.cli", "init"]
LONGEST = 60


class Terminal:
    """The program at a terminal of its own."""

    def __init__(self, folder, *options):
        self.ours, theirs = pty.openpty()
        self.program = subprocess.Popen(
            [*PROGRAM, *options],
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(theirs)
        self.said = ""

    def until(self, words):
        """Read on until the program has said this."""
        end = time.monotonic() + LONGEST
        while words not in self.said:
            assert time.monotonic() < end, self.said
            if select.select([self.ours], [], [], 1)[0]:
                try:
                    self.said += os.read(self.ours, 4096).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.said, self.said
        self.said = self.said[self.said.index(words) + len(words) :]

    def type(self, line):
        os.write(self.ours, line.encode())

    def end(self):
        status = self.program.wait(LONGEST)
        os.close(self.ours)
        return status


def _own_terminal():
    """Ctrl-C of this terminal goes to the program, also where tests run in the background."""
    import fcntl
    import signal
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_six_questions_lead_to_a_study(tmp_path, student):
    (tmp_path / "réponses.xlsx").write_bytes(student)
    terminal = Terminal(tmp_path)
    for question, line in (
        ("folder of the new study [my-study]: ", "\n"),
        ("definition of the form [none]: ", "'réponses.xlsx'\n"),
        ("of the file [new]: ", "\n"),
        ("language of the form [fr]: ", "\n"),
        ("column that says who answered [Code]: ", "\n"),
        ("column of the team [Équipe]: ", "none\n"),
    ):
        terminal.until(question)
        terminal.type(line)
    terminal.until("cpsurvey analyze --study my-study")
    assert terminal.end() == 0
    text = (tmp_path / "my-study" / "questionnaire.yaml").read_text("utf-8")
    assert "respondent:" in text
    assert "team:" not in text


def test_without_a_file_the_shipped_questionnaire_is_proposed(tmp_path):
    terminal = Terminal(tmp_path)
    terminal.until("[my-study]: ")
    terminal.type("mine\n")
    terminal.until("[none]: ")
    terminal.type("\n")
    terminal.until("[cop-callcentre]: ")
    terminal.type("\n")
    terminal.until("made mine/study.yaml")
    assert terminal.end() == 0


@pytest.mark.parametrize("answered", [0, 2])
def test_ctrl_c_leaves_nothing(tmp_path, student, answered):
    (tmp_path / "a.xlsx").write_bytes(student)
    terminal = Terminal(tmp_path)
    for line in ("\n", "a.xlsx\n")[:answered]:
        terminal.until("]: ")
        terminal.type(line)
    terminal.until("]: ")
    terminal.type("\x03")
    assert terminal.end() == 130
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_without_a_terminal_the_flags_are_named(capsys):
    assert funnel.run(["init"]) == 2
    said = capsys.readouterr().err
    assert "CPS904" in said
    for flag in (
        "--from",
        "--codebook",
        "--questionnaire",
        "--language",
        "--respondent",
        "--team",
    ):
        assert flag in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--team", "x"], "add --from FILE"),
        (["--from", "FILE", "--team", "Équippe"], "did you mean 'Équipe'"),
        (["--from", "FILE", "--source", "dates"], "for example --source dates=dmy"),
        (["--from", "FILE", "--source", "dates=xyz"], "dates"),
        (["--from", "FILE", "--source", "columns={a"], "columns={Status: ''}"),
        (["--from", "FILE", "--source", "columns=3"], "columns={Status: ''}"),
        (["--from", "FILE", "--source", "columns={a: [1]}"], "columns"),
        (["--from", "FILE", "--language", "!"], "write en, fr"),
        (["--from", "FILE", "--codebook", "FILE", "--questionnaire", "cop-callcentre"], "take"),
    ],
)
def test_options_that_say_nothing_are_refused(tmp_path, student, capsys, options, said):
    file = tmp_path / "a.xlsx"
    file.write_bytes(student)
    real = [str(file) if one == "FILE" else one for one in options]
    assert funnel.run(["init", str(tmp_path / "s"), *real]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


def test_roles_and_no_roles_by_flags(begin, student):
    study = begin(student, "a.xlsx", "--team", "", "--respondent", "#1", "--language", "de")
    assert study.status == 0, study.err
    q = study.questionnaire
    assert set(q.identifiers.by_role()) == {"respondent"}
    assert q.languages == ("de",)
