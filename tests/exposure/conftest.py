"""Commands whose every word, and every file they leave, is searched."""

import os
import stat
import zipfile
from pathlib import Path

import pytest
from exposure.planted import traces

from cpsurvey.cli import funnel


@pytest.fixture
def told(tmp_path, capfd, monkeypatch):
    """Run a command and search what it says; its status and words."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def teller(*argv, may_fail=False):
        capfd.readouterr()
        status = funnel.run([str(one) for one in argv])
        said = capfd.readouterr()
        words = (said.out + said.err).replace(str(tmp_path), "")
        assert not traces(words.encode()), words
        assert may_fail or status == 0, words
        return status, words

    return teller


def parts(file: Path) -> list[bytes]:
    """A file, or the texts of an archive; pictures and compressed bytes say nothing."""
    if file.suffix not in (".xlsx", ".docx"):
        return [file.read_bytes()]
    with zipfile.ZipFile(file) as archive:
        names = [one for one in archive.namelist() if one.endswith((".xml", ".rels"))]
        return [archive.read(one) for one in names]


def holding(folder: Path) -> set[str]:
    """Files below a folder that hold a trace."""
    files = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    return {
        file.relative_to(folder).as_posix() for file in files if any(map(traces, parts(file)))
    }


def open_to_others(folder: Path) -> set[str]:
    """Files and folders that somebody else may read, each in folders they may enter."""
    found = set()
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if _wide(Path(place) / name)]
        found |= {
            (Path(place) / name).relative_to(folder).as_posix()
            for name in files
            if _wide(Path(place) / name)
        }
    return found


def _wide(place: Path) -> bool:
    return bool(stat.S_IMODE(place.lstat().st_mode) & 0o077)


@pytest.fixture(params=[0o000, 0o077], ids=["umask 0", "umask 077"])
def umask(request):
    """What a user's system gives others, at its widest and narrowest."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)
