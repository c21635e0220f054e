"""What systems do differently is asked for in one place, and text files are the same on all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "cpsurvey"
ALONE = {"resource", "fcntl", "pwd", "grp", "termios", "tty", "msvcrt", "winreg", "posix"}
OF_OS = {
    *("fork", "fchmod", "symlink", "link", "readlink", "geteuid", "getuid", "statvfs"),
    *("O_DIRECTORY", "O_NOFOLLOW", "O_BINARY", "O_CREAT", "sched_getaffinity", "mkfifo"),
}
MAY = {
    "system.py": {"resource", "fcntl", *OF_OS},
    "binary/_parse.py": {"resource"},  # started by path, without the rest of the program
}


def faults(code: str, name: str = "any.py") -> list[str]:
    """Uses of a system's own, and text whose encoding or line ends the system chooses."""
    found = []
    may = MAY.get(name, set())
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name in ALONE - may]
        elif isinstance(node, ast.ImportFrom) and node.module in ALONE - may:
            found.append(node.module)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "os" and node.attr in OF_OS - may:
                found.append(f"os.{node.attr}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += ["/proc"] if node.value.startswith("/proc") else []
        if isinstance(node, ast.Call):
            found += _of_text(node)
        if isinstance(node, ast.Attribute) and node.attr == "symlink_to" and name not in MAY:
            found.append("symlink_to")
    return found


def _of_text(call: ast.Call) -> list[str]:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    given = {one.arg for one in call.keywords}
    texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
    if name == "write_text":
        return [f"{name} without {one}" for one in ("encoding", "newline") if one not in given]
    if name == "read_text" and "encoding" not in given and "utf-8" not in texts:
        return ["read_text without encoding"]
    modes = [
        one for one in texts if isinstance(one, str) and one and set(one) <= set("rwaxbt+")
    ]
    if name != "open" or not modes or "b" in modes[0] or modes[0] == "r":
        return []
    return [f"open without {one}" for one in ("encoding", "newline") if one not in given]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import resource", ["resource"]),
        ("from fcntl import flock", ["fcntl"]),
        ("os.open(p, os.O_CREAT)", ["os.O_CREAT"]),
        ("open('/proc/self/status')", ["/proc"]),
        ("p.symlink_to('x')", ["symlink_to"]),
        ("p.write_text('x')", ["write_text without encoding", "write_text without newline"]),
        ("p.read_text()", ["read_text without encoding"]),
        ("p.open('w', encoding='utf-8')", ["open without newline"]),
        ("p.open('wb')", []),
        ("p.read_text('utf-8')", []),
    ],
)
def test_a_fault_is_seen(code, found):
    assert faults(code) == found


def test_no_room_asks_the_system_itself():
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        if wrong := faults(file.read_text("utf-8"), name):
            found[name] = wrong
    assert found == {}
