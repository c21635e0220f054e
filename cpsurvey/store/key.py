"""Pseudonyms: keyed hashes, because a staff number of seven digits is quickly guessed."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey import system
from cpsurvey.errors import CpsurveyError

LENGTH = 32
WHO = np.dtype("V16")
"""A pseudonym, or another keyed hash, as bytes."""
Who = NDArray[np.void]


class Key:
    """The study's secret; without it nobody can tell who a pseudonym is."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        # the two keyed states that HMAC (RFC 2104) begins from, worked out once and copied:
        # setting them up anew was measured to take more than half of the time
        block = secret.ljust(hashlib.sha256().block_size, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def pseudonym(self, respondent: str) -> str:
        """HMAC-SHA256 of a raw identifier, 32 hexadecimal digits."""
        return self.pseudonyms([respondent.strip()]).tobytes().hex()

    def pseudonyms(self, texts: Sequence[str], before: str = "") -> Who:
        """The same of many texts without blanks around them, as 16 bytes each.

        Parameters
        ----------
        before : str
            What stands before each of the texts.
        """
        inner = self._inner.copy()
        inner.update(before.lstrip().encode())
        start, finish = inner.copy, self._outer.copy
        found = []
        for text in _encoded(texts):
            mark = start()
            mark.update(text)
            whole = finish()
            whole.update(mark.digest())
            found.append(whole.digest())
        hashes = np.frombuffer(b"".join(found), dtype=np.uint8).reshape(-1, 32)
        return hashes[:, : WHO.itemsize].copy().view(WHO).ravel()

    def mark(self, text: str, length: int) -> bytes:
        """HMAC-SHA256 of a text, its first `length` bytes."""
        return hmac.digest(self._secret, text.encode(), "sha256")[:length]

    @property
    def check(self) -> str:
        """Tells one key from another without giving it away."""
        return hmac.new(self._secret, b"cpsurvey key check", hashlib.sha256).hexdigest()


def _encoded(texts: Sequence[str]) -> list[bytes]:
    """Each text as UTF-8: all at once where none has a line's end."""
    every = "\n".join(texts).encode().split(b"\n")
    return every if len(every) == len(texts) else [text.encode() for text in texts]


def named(folder: Path, place: str) -> Path:
    """Key file that a study names."""
    try:
        return folder / Path(place).expanduser()
    except RuntimeError:  # '~name' of nobody
        return folder / place


def own_name(study_id: str) -> str:
    """Name of a new key in the user's data folder: no other study has it."""
    return f"{study_id}-{secrets.token_hex(8)}.key"


def shelf() -> Path:
    """Folder of the keys that studies do not name, in the user's own data folder."""
    import platformdirs

    return platformdirs.user_data_path("cpsurvey") / "keys"


def on_shelf(study_id: str, name: str | None, expected: str | None) -> Path:
    """Key file of a study that names none.

    Parameters
    ----------
    name : str or None
        Name the database holds; studies of earlier versions had ``<id>.key``, and shared it
        with every study of that id.
    expected : str or None
        The check the database holds: where the key of that name does not fit, a key of the
        same id that fits is the study's.
    """
    first = shelf() / (name or f"{study_id}.key")
    if expected is None or _fits(first, expected):
        return first
    return next((one for one in candidates(study_id) if _fits(one, expected)), first)


def candidates(study_id: str) -> list[Path]:
    """Keys in the user's own data folder that studies of this id may have."""
    own = re.compile(re.escape(study_id) + r"(-[0-9a-f]{16})?\.key")
    place = shelf()
    there = place.iterdir() if place.is_dir() else ()
    return sorted(one for one in there if own.fullmatch(one.name))


def _fits(file: Path, expected: str) -> bool:
    try:
        secret = _read(file)
    except CpsurveyError:
        return False
    known = secret is not None and len(secret) == LENGTH
    return known and hmac.compare_digest(Key(secret or b"").check, expected)


def load(file: Path, *, expected: str | None, make: bool = True) -> Key:
    """Read the key, or make one when the database does not know any yet.

    Parameters
    ----------
    expected : str or None
        The check the database holds; None while it is empty.
    make : bool
        False: a key that would be made is drawn, and written nowhere.

    Raises
    ------
    CpsurveyError
        CPS203 the key is gone, unreadable, or of another study; CPS201 cannot be made.
    """
    secret = _read(file)
    if secret is None:
        if expected is not None:
            raise _refused("the key of this study is not there", file)
        secret = _make(file) if make else secrets.token_bytes(LENGTH)
    if len(secret) != LENGTH:
        raise _refused(f"a key has {LENGTH} bytes, this file has {len(secret)}", file)
    key = Key(secret)
    if expected is not None and not hmac.compare_digest(key.check, expected):
        raise _refused("this key is not the one the study's pseudonyms were made with", file)
    return key


def _read(file: Path) -> bytes | None:
    """The file's content, None where there is none; only an ordinary file is opened."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise _refused("this is a folder, a pipe or a device, not a key file", file)
        with file.open("rb") as stream:
            return stream.read(LENGTH + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(f"the key cannot be read: {error.strerror}", file) from None


def _make(file: Path) -> bytes:
    """A new secret: the file appears whole or not at all.

    Where another process makes the same file first, its secret is the one.
    """
    secret = secrets.token_bytes(LENGTH)
    draft = file.with_name(f".{file.name[:200]}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            _write(draft, secret)
            _publish(draft, file)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        theirs = _read(file)
        if theirs is None:
            raise _cannot_write(file, "it was there and is gone") from None
        return theirs
    except OSError as error:
        raise _cannot_write(file, error.strerror or str(error)) from None
    return secret


def _write(draft: Path, secret: bytes) -> None:
    with os.fdopen(system.private(draft), "wb") as stream:
        stream.write(secret)
        stream.flush()
        os.fsync(stream.fileno())


def _publish(draft: Path, file: Path) -> None:
    """Give the written file its name, unless somebody has it: a rename would take it away."""
    if not system.second_name(draft, file):  # the name is taken first, then filled at once
        system.make(file)
        draft.replace(file)
    system.sync(file.parent)


def _cannot_write(file: Path, why: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS201",
        f"the study's key cannot be written: {why}",
        where=str(file),
        fix="name another place: 'privacy: {key_file: PATH}' in study.yaml",
    )


def _refused(message: str, file: Path) -> CpsurveyError:
    return CpsurveyError(
        "CPS203",
        message,
        where=str(file),
        fix="restore the key from its copy, or name it: 'privacy: {key_file: PATH}'",
    )
