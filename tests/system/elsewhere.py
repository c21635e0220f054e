"""Runs a command line as on a system that lacks what Linux has: ``elsewhere.py ARGUMENTS``.

Modules and names are hidden before anything of cpsurvey is imported. Files that are open are
neither renamed, replaced nor removed, folders are not opened, permissions are not kept, and
what is to be synchronised must be open to be written, as on Windows.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path

OPEN = Path("/proc/self/fd")


def hide() -> None:
    for module in ("resource", "fcntl", "pwd", "grp", "termios", "tty"):
        sys.modules[module] = None
    for name in ("SIGHUP", "SIGXCPU", "SIGKILL"):
        delattr(signal, name)
    for name in ("fork", "fchmod", "O_DIRECTORY", "O_NOFOLLOW", "sched_getaffinity", "link"):
        delattr(os, name)
    shutil._use_fd_functions = False


def refuse(place) -> None:
    raise PermissionError(errno.EACCES, "in use by another process", str(place))


def check_closed(place) -> None:
    """Nothing at or below the place is open in this process."""
    wanted = os.path.abspath(os.fspath(place))
    for one in os.listdir(OPEN):
        try:
            there = os.readlink(OPEN / one)
        except OSError:
            continue
        if there == wanted or there.startswith(wanted + os.sep):
            refuse(place)


def guard() -> None:
    rename, replace, unlink = os.rename, os.replace, os.unlink
    opened, synced = os.open, os.fsync

    def moved(there):
        def move(source, target, **named):
            check_closed(source)
            check_closed(target)
            if there is rename and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "exists", str(target))
            if os.path.isdir(target):
                refuse(target)
            return there(source, target, **named)

        return move

    def removed(place, **named):
        if not named:
            check_closed(place)
        return unlink(place, **named)

    def opens(place, flags, *more, **named):
        if not named and os.path.isdir(place) and not flags & os.O_TMPFILE:
            refuse(place)
        return opened(place, flags, *more, **named)

    def syncs(number):
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "bad file descriptor")
        return synced(number)

    def no_link(*_more, **_named):
        raise OSError(1314, "a required privilege is not held by the client")

    os.rename, os.replace = moved(rename), moved(replace)
    os.unlink = os.remove = removed
    os.open, os.fsync, os.symlink = opens, syncs, no_link
    os.chmod = lambda *_more, **_named: None


def main() -> None:
    guard()
    hide()
    from cpsurvey import system

    system.WINDOWS = "--windows" in sys.argv
    from cpsurvey.cli import main as program

    program([one for one in sys.argv[1:] if one != "--windows"])


if __name__ == "__main__":
    main()
