"""What an operating system may lack: asked for here alone, and done without where it is not.

Windows has no permissions for others, no limits of a process and no hang-up, and opens no
folder; its links need a right of their own. Without them the work is the same, and what
protects it is less: `lacks` says what.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

WINDOWS = os.name == "nt"
AT_ONCE = 8
"""Files brought to the disk side by side: one after the other takes ten times as long."""
_PRIVATE = 0o600
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of what glibc's mallopt sets."""
_LARGE = 32 << 20
"""Bytes: the most that glibc takes from the memory it keeps."""
_FULL = frozenset({errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)})


def private(file: Path) -> int:
    """Make a file that was not there, for its owner alone; its descriptor, for bytes as given.

    Windows changes line ends in what goes through a descriptor, unless told not to.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return os.open(file, flags, _PRIVATE)


def make(file: Path) -> None:
    """Make an empty file that was not there, for its owner alone."""
    os.close(private(file))


def sync(place: Path) -> None:
    """Bring a file, or the names in a folder, to the disk; Windows opens no folder for that."""
    folder = place.is_dir()
    if folder and WINDOWS:
        return
    opened = os.open(
        place, os.O_RDWR if WINDOWS else os.O_RDONLY
    )  # Windows: only to be written
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sync_all(places: Sequence[Path]) -> None:
    """Bring files and names in folders to the disk, which takes many at once in one go."""
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(sync, places))
    except RuntimeError:  # no thread is left to this user
        for place in places:
            sync(place)


def linked(place: Path, name: str) -> bool:
    """Make a link to the folder `name` beside it; False where there are no links.

    Windows has them for some users only, and replaces none by another.
    """
    if WINDOWS:
        return False
    try:
        place.symlink_to(name, target_is_directory=True)
    except (AttributeError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        return False
    return True


def second_name(file: Path, name: Path) -> bool:
    """Give a file a second name that nothing has; False where a file has one only.

    Raises
    ------
    FileExistsError
        Something has the name.
    """
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except (AttributeError, OSError):
        return False
    return True


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library knows how.

    glibc keeps what was freed in small parts, and what large work took once is held for good.
    """
    gc.collect()
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def hold_on() -> None:
    """Keep memory that was freed for what comes next, where the C library knows how.

    glibc gives the end of its memory back whenever little of it is free and asks for it anew
    at the next array, until it has freed a large one: half a million pages a run. These are
    the limits that it comes to then; `give_back` still gives all of it.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            set_to = ctypes.CDLL(None).mallopt
            set_to(_MMAP_THRESHOLD, _LARGE)
            set_to(_TRIM_THRESHOLD, 2 * _LARGE)


def cores() -> int:
    """Processors this process may use."""
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine else os.cpu_count() or 1


def forks() -> bool:
    """Whether this system makes a copy of a process at once, and safely; macOS does not."""
    return sys.platform == "linux" and hasattr(os, "fork")


def ends() -> list[int]:
    """Signals, beside Ctrl-C, that ask a program to end; those ignored stay ignored."""
    named = (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK"))
    known = [number for number in named if number is not None]
    return [one for one in known if signal.getsignal(one) is not signal.SIG_IGN]


def sets_modes() -> bool:
    """Whether permissions can be said of a file that is open."""
    return hasattr(os, "fchmod")


def of_others(place: Path) -> bool:
    """Whether others may read it, as far as its own permissions say."""
    if WINDOWS:
        return False
    try:
        return bool(place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def quoted(text: str) -> str:
    """A path as the user's command line takes it."""
    import shlex

    if not WINDOWS:
        return shlex.quote(text)
    return f'"{text}"' if set(text) & set(" &()^;,%'") else text


def words(command: str) -> list[str]:
    """A command line as its words; on Windows a backslash is part of a path."""
    import shlex

    if not WINDOWS:
        return shlex.split(command)
    return [one.strip('"') for one in shlex.split(command, posix=False)]


def seen_from(folder: Path, file: Path) -> str:
    """A path as files of ours say it: from the folder, or whole where a drive is between."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()


def lacks(folder: Path) -> Iterator[tuple[str, str]]:
    """What is missing here, and what does not hold for it.

    Parameters
    ----------
    folder : Path
        Where private files are kept: drives differ.
    """
    if not _keeps_permissions(folder):
        yield (
            "permissions",
            "others of this machine may read keys, answers and runs: keep studies and keys "
            "in a folder that is closed to them",
        )
    if not _there("resource"):
        yield (
            "limits",
            "a hostile .sav, .dta or workbook is stopped by the clock, not by the memory it "
            "takes",
        )
    if not (_there("fcntl") or WINDOWS):
        yield (
            "locks",
            "a killed run leaves its lock: where none is at work, delete .cpsurvey.lock",
        )
    if not _links(folder):
        yield (
            "links",
            "reports/current is a text file that names the last run: open the run's own folder",
        )
    if WINDOWS:
        yield "folders on disk", "a power cut can undo the last file that was written"
    if not hasattr(signal, "SIGHUP"):
        yield (
            "hang-up",
            "closing the window ends a run at once; the next one removes what was half-written",
        )
    if not forks():
        yield "forks", "languages and bootstraps are done one after another, which takes longer"


def _there(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _keeps_permissions(folder: Path) -> bool:
    """Whether a new file is its owner's alone; also not on drives of other systems."""
    if WINDOWS:
        return False
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".cpsurvey-") as trial:
            return not of_others(Path(trial.name))
    except OSError:
        return True


def _links(folder: Path) -> bool:
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".cpsurvey-") as trial:
            return linked(Path(trial) / "link", ".")
    except OSError:
        return True


def alone() -> bool:
    """Whether no other thread is at work, which a copy of the process would not have."""
    return threading.active_count() == 1
