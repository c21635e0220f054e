"""Pseudonyms: keyed hashes, because a staff number of seven digits is quickly guessed."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cpsurvey.errors import CpsurveyError

LENGTH = 32


class Key:
    """The study's secret; without it nobody can tell who a pseudonym is."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def pseudonym(self, respondent: str) -> str:
        """HMAC-SHA256 of a raw identifier, 32 hexadecimal digits."""
        digest = hmac.new(self._secret, respondent.strip().encode(), hashlib.sha256)
        return digest.hexdigest()[:32]

    @property
    def check(self) -> str:
        """Tells one key from another without giving it away."""
        return hmac.new(self._secret, b"cpsurvey key check", hashlib.sha256).hexdigest()


def location(folder: Path, named: str | None, study_id: str) -> Path:
    """Key file of a study: the one it names, or one in the user's own data folder."""
    if named:
        return folder / Path(named).expanduser()
    import platformdirs

    return platformdirs.user_data_path("cpsurvey") / "keys" / f"{study_id}.key"


def load(file: Path, *, expected: str | None) -> Key:
    """Read the key, or make one when the database does not know any yet.

    Parameters
    ----------
    expected : str or None
        The check the database holds; None while it is empty.

    Raises
    ------
    CpsurveyError
        CPS203 the key is gone, unreadable, or of another study; CPS201 cannot be made.
    """
    try:
        secret = file.read_bytes()
    except FileNotFoundError:
        if expected is not None:
            raise _refused("the key of this study is not there", file) from None
        return _make(file)
    except OSError as error:
        raise _refused(f"the key cannot be read: {error.strerror}", file) from None
    if len(secret) != LENGTH:
        raise _refused(f"a key has {LENGTH} bytes, this file has {len(secret)}", file)
    key = Key(secret)
    if expected is not None and not hmac.compare_digest(key.check, expected):
        raise _refused("this key is not the one the study's pseudonyms were made with", file)
    return key


def _make(file: Path) -> Key:
    secret = secrets.token_bytes(LENGTH)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secret)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise CpsurveyError(
            "CPS201",
            f"the study's key cannot be written: {error.strerror}",
            where=str(file),
            fix="name another place: 'privacy: {key_file: PATH}' in study.yaml",
        ) from None
    return Key(secret)


def _refused(message: str, file: Path) -> CpsurveyError:
    return CpsurveyError(
        "CPS203",
        message,
        where=str(file),
        fix="restore the key from its copy, or name it: 'privacy: {key_file: PATH}'",
    )
