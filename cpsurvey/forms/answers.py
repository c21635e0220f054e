"""Answers that stand apart in a list: 'other', and those that say why there is none.

Only whole labels count: 'Unknown / not reported' of a background question is an answer.
"""

from __future__ import annotations

import re

_OTHER = re.compile(
    r"-?oth-?|(?:(?:an)?others?|autres?|otr[oa]s?|outr[oa]s?|altr[oaie]|andere[sr]?|sonstiges?|"
    r"anders|annet|andet|annat)(?:\s*[(:,–-].{0,60}|\s+(?:please|veuillez|précise|specify|bitte|"
    r"namely|à savoir).{0,60})?",
    re.I,
)
_REASONS = {
    "dont_know": (
        r"(i )?(do not|don't|dont) know|dk|can'?t say|not sure|je ne sais pas|ne sait pas|"
        r"nsp|weiß (ich )?nicht|no sé|no sabe|não sei|non so|weet (ik )?niet"
    ),
    "not_applicable": (
        r"(does )?not appl(y|icable)( to me)?|n/?a|does not apply to my work|sans objet|"
        r"non concernée?s?|non applicable|ne s'applique pas|trifft nicht zu|nicht zutreffend|"
        r"no aplica|não se aplica|niet van toepassing"
    ),
    "refused": (
        r"(i )?(would )?prefer not to (say|answer)|refus(ed|al)?( to answer)?|"
        r"(i )?do not (want|wish) to answer|no answer|je préfère ne pas répondre|"
        r"ne souhaite pas répondre|sans réponse|pas de réponse|refus de répondre|"
        r"keine angabe|no contesta|prefiero no contestar"
    ),
}
_REASON = {name: re.compile(f"(?:{words})[ .!]*", re.I) for name, words in _REASONS.items()}
_APOSTROPHES = str.maketrans("’´ʼ`′", "'''''")


def is_other(label: str) -> bool:
    """Whether an answer is called 'other'."""
    return bool(_OTHER.fullmatch(label.strip()))


def reason(label: str) -> str | None:
    """Why there is no answer, where a label says only that."""
    said = " ".join(label.translate(_APOSTROPHES).split())
    if len(said) > 60:
        return None
    return next((name for name, words in _REASON.items() if words.fullmatch(said)), None)
