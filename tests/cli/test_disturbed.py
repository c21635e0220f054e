"""Files that may not be read, go away while they are read, or find no room: what is left."""

import errno
import importlib
import io
import os
from pathlib import Path

import pytest
from ways_made import GOOD, Refused

from cpsurvey.cli import funnel


@pytest.fixture
def place(tmp_path):
    (tmp_path / "study").mkdir()
    return Refused(GOOD, str).lay(tmp_path / "study")


@pytest.fixture
def opening(monkeypatch):
    """Opening a path that fits fails as the system says."""

    def refuse(number, fits):
        whole = io.open

        def guarded(file, mode="r", *args, **named):
            if not isinstance(file, int) and fits(Path(os.fsdecode(file)), mode):
                raise OSError(number, os.strerror(number), str(file))
            return whole(file, mode, *args, **named)

        def access(file, mode, **named):
            return not fits(Path(os.fsdecode(file)), "r") and may(file, mode, **named)

        may = os.access
        monkeypatch.setattr(io, "open", guarded)
        monkeypatch.setattr(os, "access", access)

    return refuse


def tree(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "argv",
    [
        ["ingest", "FILE", "--study", "STUDY"],
        ["ingest", "--study", "STUDY"],
        ["ingest", "FILE", "--study", "STUDY", "--dry-run"],
        ["init", "NEW", "--from", "FILE"],
        ["questionnaire", "import", "FILE"],
    ],
)
def test_a_file_this_account_may_not_read(place, argv, opening, capsys):
    opening(errno.EACCES, lambda file, _mode: file.name == "a.csv")
    new = place.folder.parent / "new"
    for old, to in (("FILE", place.file), ("STUDY", place.folder), ("NEW", new)):
        argv = [one.replace(old, str(to)) for one in argv]
    assert funnel.run(argv) == 77
    said = capsys.readouterr().err
    assert "CPS905" in said
    assert "a.csv" in said
    assert not new.exists()


def test_a_neighbour_that_may_not_be_read_is_no_reason_to_end(place, opening):
    (place.file.parent / "other.csv").write_text("x,y\n", "utf-8")
    opening(errno.EACCES, lambda file, _mode: file.name == "other.csv")
    new = place.folder.parent / "new"
    assert funnel.run(["init", str(new), "--from", str(place.file), "-q"]) == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["init", "NEW", "--from", "FILE"],
        ["init", "NEW"],
        ["questionnaire", "export", "STUDY/own.yaml", "--to", "xlsform", "--out", "NEW.xlsx"],
        ["questionnaire", "new", "--out", "NEW.yaml"],
    ],
)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_no_room_leaves_nothing(place, argv, number, opening, capsys):
    folder = place.folder.parent
    before = tree(folder)
    opening(number, lambda file, mode: "w" in mode and folder in file.parents)
    for old, to in (("FILE", place.file), ("STUDY", place.folder), ("NEW", folder / "new")):
        argv = [one.replace(old, str(to)) for one in argv]
    assert funnel.run(argv) == 73
    said = capsys.readouterr().err
    assert "fix:" in said
    assert tree(folder) == before
    assert not list(folder.glob("*new*"))


def test_a_file_that_goes_away_while_it_is_read(place, monkeypatch, capsys):
    read = importlib.import_module("cpsurvey.intake.read")
    whole = read.sheet_of

    def gone(file, told):
        place.file.unlink()
        return whole(file, told)

    monkeypatch.setattr(read, "sheet_of", gone)
    assert place.run("ingest") in (65, 66)
    said = capsys.readouterr().err
    assert "a.csv" in said
    assert "fix:" in said
    assert "CPS990" not in said
