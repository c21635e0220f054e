"""Answers that stand apart in a list: 'other', and those that say why there is none.

Only whole labels count: 'Unknown / not reported' of a background question is an answer. What
says no reason by itself may still be a point of a scale: 'Trifft nicht zu' beside 'Trifft zu'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_OTHER = re.compile(
    r"-?oth-?|(?:(?:an)?others?|autres?|otr[oa]s?|outr[oa]s?|altr[oaie]|andere[sr]?|sonstiges?|"
    r"anders|annet|andet|annat)(?:\s*[(:,–-].{0,60}|\s+(?:please|veuillez|précise|specify|bitte|"
    r"namely|à savoir).{0,60})?",
    re.I,
)
_REASONS = {
    "dont_know": (
        r"(i )?(do not|don't|dont) know|dk|not sure|(can'?t|cannot|unable to) (say|judge|tell)|"
        r"(je )?(ne )?(le )?sai[st] pas|nsp|(je )?ne (me|se) prononce pas|"
        r"(ich )?wei(ß|ss) (ich )?(es )?nicht|w\. ?n\.|"
        r"(das )?(kann )?(ich )?(kann )?(es |das )?nicht (beurteilen|sagen|einschätzen)|"
        r"(lo )?no (lo )?sé|no sabe|ns ?[/-] ?nc|não sei|não sabe|non (lo )?so|non sa|"
        r"weet (ik )?(het )?niet"
    ),
    "not_applicable": (
        r"(does )?not appl(y|icable)( to me)?|n/?a|n\. ?a\.|does not apply to my work|"
        r"sans objet|s\. ?o\.|(je ne suis )?pas concernée?s?|"
        r"(non|pas) concerné(e?s?|·e|\.e|/e|\(e\)(\(s\))?)|"
        r"non applicable|ne s'applique pas|trifft nicht zu|nicht zutreffend|"
        r"(trifft )?(auf|für) mich nicht zu|betrifft mich nicht|entfällt|"
        r"no aplica(ble)?|no procede|não se aplica|não aplicável|non applicabile|"
        r"niet van toepassing|n\. ?v\. ?t\.?"
    ),
    "refused": (
        r"(i )?(would )?(prefer not|rather not) (to )?(say|answer)|refus(ed|al)?( to answer)?|"
        r"declined?( to (answer|say|state))?|"
        r"(i )?do not (want|wish) to answer|no (answer|response)|"
        r"(je )?préfère ne pas (répondre|dire|le dire)|"
        r"(je )?(ne )?souhaite pas (répondre|le dire)|sans réponse|pas de réponse|"
        r"refusé|refus(e)? de répondre|"
        r"keine (angabe|antwort)n?|k\. ?a\.|(antwort )?verweigert|"
        r"(das )?möchte ich (das )?nicht (sagen|angeben|beantworten)|"
        r"no (contesta|responde)|prefiero no (contestar|responder|decir(lo)?)|"
        r"prefiro não (responder|dizer)|sem resposta|não (respondeu|responde)|"
        r"non risponde|nessuna risposta|preferisco non rispondere|"
        r"geen antwoord|(dat )?(wil|zeg) ik (dat )?(liever )?niet( zeggen)?"
    ),
}
_REASON = {name: re.compile(f"(?:{words})[ .!]*", re.I) for name, words in _REASONS.items()}
_APOSTROPHES = str.maketrans("’´ʼ`′", "'''''")
_CODE = re.compile(r"(?:\[-?\d{1,4}\]|-?\d{1,4}(?: ?[=:.)]| [-–])) ?(?=\D)")
"""A number before a label: ``99 = don't know``, ``[-2] trifft nicht zu``."""
_BRACKETS = re.compile(r"[(\[<{] ?([^()\[\]<>{}]*?) ?[)\]>}]")
_BETWEEN = re.compile(r" ?[/;,(|]\s?|\) ?| (?:or|ou|oder|o|of|et|and|und) ", re.I)
"""What stands between two reasons in one label: ``Weiß nicht / keine Angabe``."""
_DENIED = (
    (
        re.compile(r".*nicht zu(treffend)?", re.I),
        re.compile(r"trifft|zutreff"),
    ),
    (re.compile(r"(does )?not apply( to me)?", re.I), re.compile(r"\bappl(y|ies)\b")),
    (re.compile(r"ne s'applique pas", re.I), re.compile(r"\bs'applique")),
    (re.compile(r"n(o|ão se) aplica", re.I), re.compile(r"\baplica")),
)
"""Words that say no by themselves, and what a list says yes with if they are its low end."""


def is_other(label: str) -> bool:
    """Whether an answer is called 'other'."""
    return bool(_OTHER.fullmatch(label.strip()))


@lru_cache(maxsize=4096)
def reason(label: str) -> str | None:
    """Why there is no answer, where a label says only that."""
    said = " ".join(label.translate(_APOSTROPHES).split())
    if len(said) > 60:
        return None
    said = _CODE.sub("", said, count=1) if _CODE.match(said) else said
    within = _BRACKETS.fullmatch(said)
    said = within[1] if within else said
    if whole := _whole(said):
        return whole
    parts = [_whole(part) for part in _BETWEEN.split(said) if part.strip()]
    return parts[0] if len(parts) > 1 and all(parts) else None


def _whole(said: str) -> str | None:
    return next((name for name, words in _REASON.items() if words.fullmatch(said)), None)


def reasons(labels: Iterable[str]) -> dict[str, str]:
    """Label -> why there is no answer, of those in a list that say so beside the others."""
    said = list(dict.fromkeys(labels))
    found = {label: why for label in said if (why := reason(label))}
    others = [label.translate(_APOSTROPHES).casefold() for label in said if label not in found]
    return {label: why for label, why in found.items() if not _is_low_end(label, others)}


def _is_low_end(label: str, others: Iterable[str]) -> bool:
    """Whether other labels affirm what this one denies."""
    plain = " ".join(label.translate(_APOSTROPHES).split()).rstrip(" .!")
    asserted = next((yes for no, yes in _DENIED if no.fullmatch(plain)), None)
    return asserted is not None and any(asserted.search(other) for other in others)
