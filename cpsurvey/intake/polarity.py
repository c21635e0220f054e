"""Which way answers run, by their words: whether labels go from bad to good or back.

Two things are asked of the labels at the ends: which words they share with the
questionnaire's, and whether they deny or affirm, in the languages surveys come in. Where
neither says anything, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cpsurvey.intake.words import words

_DENY = re.compile(
    r"\b(not?|never|none|nothing|hardly|rarely|seldom|dis\w+|un(satisf|happy|likely|import)\w*|"
    r"very (bad|poor|low|little|easy)|bad|poor|low|lowest|least|worst|little|weak\w*|false|"
    r"against|"
    r"pas|jamais|aucun\w*|rarement|nul\w*|faible\w*|mauvais\w*|faux|désaccord|insatisf\w+|"
    r"mécontent\w*|peu|moins|contre|"
    r"nicht|nie|niemals|kein\w*|selten|ableh\w+|lehne|schlecht\w*|unzufrieden\w*|wenig\w*|"
    r"nunca|nada|ningun\w*|desacuerdo|raramente|insatisfech\w*|mal[oa]?|discord\w+|"
    r"mai|nulla|disaccordo|poco|nooit|niet|oneens|zelden|slecht)\b"
)
_AFFIRM = re.compile(
    r"\b(agree|always|often|yes|satisfied|happy|likely|important|good|great|excellent|best|high|"
    r"highest|most|strongly|completely|totally|fully|very|true|for|"
    r"toujours|souvent|oui|satisfait\w*|content\w*|bon\w*|bien|excellent\w*|élevé\w*|fort\w*|"
    r"vrai|accord|tout à fait|totalement|très|"
    r"immer|oft|häufig|ja|stimme|zustimm\w*|zufrieden\w*|gut|sehr|voll\w*|"
    r"siempre|acuerdo|satisfech\w*|buen[oa]|muy|concordo|sempre|accordo|altijd|eens|vaak|goed)\b"
)
_FEWEST = 2


def backwards(labels: Mapping[int, str], own: Mapping[int, Sequence[str]]) -> bool:
    """Whether labels by their numbers run against the questionnaire's by their codes."""
    if len(labels) < _FEWEST or len(own) < _FEWEST:
        return False
    said = {number: words(text) for number, text in labels.items()}
    low, high = said[min(said)], said[max(said)]
    first, last = list(own[min(own)]), list(own[max(own)])
    straight = _alike(low, first) + _alike(high, last)
    turned = _alike(low, last) + _alike(high, first)
    if straight != turned:
        return turned > straight
    here = _side(low) - _side(high)
    there = max((_side(text) for text in first), key=abs, default=0) - max(
        (_side(text) for text in last), key=abs, default=0
    )
    return here * there < 0


def _alike(text: str, others: Sequence[str]) -> float:
    """Largest share of words in common with one of several texts."""
    own = set(re.findall(r"\w+", text))
    shares = []
    for other in others:
        theirs = set(re.findall(r"\w+", other))
        shares.append(len(own & theirs) / max(len(own | theirs), 1))
    return max(shares, default=0.0)


def _side(text: str) -> int:
    """-1 for a text that denies, 1 for one that affirms, 0 where nothing says so."""
    if _DENY.search(text):
        return -1
    return 1 if _AFFIRM.search(text) else 0
