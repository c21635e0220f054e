"""Whether a row is an answer at all, and a finished one, as the platform's columns say.

A status, a distribution channel, ``Finished`` and ``Progress`` are words of the platform. One
that nobody knows beside known ones is not guessed: its row is kept, counts as *unknown* and is
said, for it may be a new word for complete, or for deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.words import words

Submitted = bool | None
"""Whether an answer was; None where nothing says so."""
Mask = NDArray[np.bool_]
Places = Callable[[Sequence[int]], str]


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_YES = _listed(
    "1, 1.0, true, yes, finished, complete, completed, submitted, "
    "vrai, oui, terminé, terminée, complet, complète, complété, soumis, "
    "vollständig, abgeschlossen, beendet, completo, completa, completado, finalizado, "
    "concluído, completato, terminato, volledig, voltooid"
)
_NO = _listed(
    "0, 0.0, false, no, unfinished, incomplete, partial, partially complete, in progress, "
    "started, abandoned, disqualified, terminated, screened out, screen out, screenout, "
    "over quota, overquota, over_quota, quota full, quota met, timed out, expired, "
    "faux, non, partiel, partielle, incomplet, incomplète, en cours, non terminé, abandonné, "
    "commencé, disqualifié, hors quota, quota atteint, "
    "unvollständig, teilweise, incompleto, incompleta, parcial, parziale, onvolledig, "
    "gedeeltelijk"
)
_REAL = _listed(
    "ip address, adresse ip, imported, importé, offline, hors ligne, normal, approved, "
    "accepted, valid, approuvé, accepté, valide, validé, on hold, en attente"
)
_ADDRESS = re.compile(r"(?<![^\W_])ip(?![^\W_])")
"""``IP Address`` of Qualtrics in any language."""
_ASIDE = (
    (
        "preview",
        re.compile(r"preview|aperçu|pr[ée]-?visuali|vorschau|vista previa|anteprima|voorbeeld"),
    ),
    ("test", re.compile(r"\btests?\b")),
    ("spam", re.compile(r"\bspam\b|indésirable|pourriel")),
    ("not_approved", re.compile(r"(rejected|declined|not approved|rejetée?|refusée?)")),
    ("deleted", re.compile(r"((soft )?deleted|trashed|in trash|supprimée?|gelöscht)")),
)
_WHOLE = ("not_approved", "deleted")
"""Known where they are all that is said: ``deleted`` is none in a longer phrase."""
_CHANNELS = _listed(
    "anonymous, anonyme, email, e-mail, gl, qr, qrcode, qr code, social, facebook, twitter, "
    "linkedin, sms, smsinvite, sms invite, offline, imported, import, mobile, panel, personal, "
    "personal link, web, website, link, weblink, web link, slack, teams, whatsapp, api, "
    "courriel, intercept, popover, pop-over, embedded, kiosk, phone, mail, paper"
)
_NOT = frozenset(kind for kind, _ in _ASIDE)


@dataclass(slots=True)
class Status:
    """What the platform's words say about every row.

    Parameters
    ----------
    aside : mapping of int to str
        Row, from 1 -> ``preview``, ``test``, ``spam``, ``not_approved`` or ``deleted``.
    said : list of Coded
        Whether each row was submitted, by each column that says so.
    strange : (n,) bool array
        Rows with a word that nobody knows.
    """

    strange: Mask
    aside: dict[int, str] = field(default_factory=dict)
    said: list[Coded[Submitted]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(columns: Mapping[str, Cells], n: int, where: str, places: Places) -> Status:
    """What the columns called ``status``, ``channel``, ``finished`` and ``progress`` say."""
    found = Status(np.zeros(n, dtype=bool))
    for role, kind in _ROLES.items():
        if role not in columns:
            continue
        kinds = columns[role].map(lambda cell, kind=kind: kind(words(cell or "")))  # type: ignore[misc]
        counts = kinds.counts()
        known = sum(count for one, count in counts.items() if one not in ("", _UNKNOWN))
        unknown = counts.get(_UNKNOWN, 0)
        anything = role == "status" and known < unknown
        if not known or (anything and counts.keys().isdisjoint(_NOT)):
            continue  # a column of that name that is none
        rows = kinds.rows(_UNKNOWN.__eq__) if unknown else []
        if rows:
            found.findings.append(_strange(role, rows, where, places, anything=anything))
        if anything:
            continue
        if rows and role != "channel":
            found.strange[np.asarray(rows) - 1] = True
        found.aside |= {row: kinds[row - 1] for row in kinds.rows(_NOT.__contains__)}
        if role != "channel":
            found.said.append(kinds.map(_DONE.get))
    return found


_UNKNOWN = "unknown"
_DONE = {"complete": True, "partial": False}


def _status(word: str) -> str:
    """What a status means; a number is none."""
    for kind, pattern in _ASIDE:
        if pattern.fullmatch(word) if kind in _WHOLE else pattern.search(word):
            return kind
    if word[:1].isdigit():
        return _UNKNOWN
    real = word in _REAL or _ADDRESS.search(word)
    return _finished(word) if not real else "real"


def _finished(word: str) -> str:
    if word in _YES or word in _NO:
        return "complete" if word in _YES else "partial"
    return _UNKNOWN if word else ""


def _through(word: str) -> str:
    """Whether a progress in per cent has reached its end."""
    text = word.removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        return _finished(word)
    return "complete" if float(text) >= 100 else "partial"


def _channel(word: str) -> str:
    """How a response came in; previews and tests have a channel of their own."""
    if word in ("preview", "test"):
        return word
    return "" if not word else "real" if word in _CHANNELS else _UNKNOWN


_ROLES: Mapping[str, Callable[[str], str]] = {
    "status": _status,
    "channel": _channel,
    "finished": _finished,
    "progress": _through,
}
_CALLED = {
    "status": "the column of the status",
    "channel": "the column of the distribution channel",
    "finished": "the column that says who finished",
    "progress": "the column of the progress",
}


def _strange(
    role: str, rows: Sequence[int], where: str, places: Places, *, anything: bool
) -> Finding:
    what = f"{_CALLED[role]} says of some answers what no platform is known to say"
    if anything:
        what = f"{_CALLED[role]} says mostly what no platform is known to say: it is not used"
    elif role == "channel":
        what += ": they are kept"
    else:
        what += ": they are kept, and count as unknown, neither complete nor partial"
    return Finding(
        f"{role}_unknown",
        "warning",
        f"{where}: {places(rows)}",
        what,
        "look up in the platform what it means; leave out of the export what is no answer, "
        "write 'Complete' or 'Partial' there for what is one, or leave the column out, in the "
        "source: columns: {Status: ''}, with its heading",
        count=len(rows),
    )


def everywhere(rows: Iterable[int]) -> str:
    """Rows, where nothing else is known of the file."""
    return f"rows {', '.join(map(str, list(rows)[:5]))}"
