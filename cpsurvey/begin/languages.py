"""In which language a file asks: by the small words of its headings and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORDS = {
    "en": "the of and to is are my your you do did have has with what which how when who this "
    "that agree disagree never always strongly not an at for it we our feel work often yes",
    "fr": "le la les des du un une et est sont je mon ma mes vous votre nous avec que qui quel "
    "quelle dans pour pas sur il elle ne jamais toujours d'accord souvent travail oui non à "
    "au aux êtes avez suis j'ai",
    "de": "der die das und ist sind ich mein meine sie ihr wie was welche nicht mit für auf "
    "von zu im ein eine nie immer stimme trifft arbeit ja nein wir haben",
    "es": "el los las del y es son mi mis usted su con qué cuál cómo en para no por una un "
    "nunca siempre acuerdo trabajo sí yo me",
    "pt": "o os as do da dos das e é são meu minha você com que qual como em para não por uma "
    "um nunca sempre concordo trabalho sim eu",
    "nl": "de het een en is zijn ik mijn u uw met wat welke hoe niet voor op van in nooit "
    "altijd eens oneens werk ja nee wij",
}
_SETS = {language: frozenset(said.split()) for language, said in _WORDS.items()}
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Language:
    """A language, and what it rests on; `why` is empty where it was said."""

    code: str
    why: str = ""


def detect(texts: Iterable[str], said: str | None = None) -> Language:
    """The language that most small words are of; English where nothing tells."""
    if said:
        return Language(said)
    found = Counter[str]()
    for text in texts:
        for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold().replace("’", "'")):
            found.update(one for one, known in _SETS.items() if word in known)
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < FEWEST:
        return Language("en", "check the language: too few words tell it")
    (best, count), *others = ranked
    second = others[0][1] if others else 0
    doubt = "check: " if second * 3 > count * 2 else ""
    return Language(best, f"{doubt}language '{best}': {count} small words of it were found")
