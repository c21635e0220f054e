"""Words go with their numbers, in both languages."""

import re
from string import Formatter

import pytest
from phrases import every

from cpsurvey.kinds.dimensions import words as dimensions
from cpsurvey.kinds.discriminant import words as discriminant
from cpsurvey.report.caveats_of_models import CAVEATS
from cpsurvey.report.words import Phrase, Words

ENDS = (
    "of|in|at|by|with|without|for|from|to|and|or|is|was|has|goes|holds|lies|runs|differs|leaves|"
    "correlates|a|à|au|avec|de|du|des|d|en|est|pour|selon|sur|sans|ne|n"
)
# What stands after a place, up to three words of one clause: "sound measurement models".
WORD = rf" (?!(?:{ENDS})\b)[\w'’-]+"
AFTER = re.compile(rf"\{{(\w+)\}}((?:{WORD}){{1,3}})")
# A verb after a word that was picked: "{n:item|items} are".
VERB = re.compile(r"\{(\w+):[^}]*\} (?:are|were|have|do|ont|sont|étaient)\b")
PLURAL = {
    "en": re.compile(
        r"(?!(?:this|less|as|its|across|minus|times)$)(?:[a-z-]+s|minima|people|are|were|have)"
    ),
    "fr": re.compile(
        r"(?!(?:plus|moins|pas|dans|fois|sous|après)$)(?:[a-zà-ÿ-]+[sx]|ont|sont|étaient)"
    ),
}
TEXTS = {
    *("sure", "earlier", "item", "marker", "moderator", "order", "second", "source"),
    *("variable", "version"),
}
"""Places that are filled with names."""
NEVER_ONE = {
    "p": "a p-value: it counts nothing",
    "est": "an estimate with decimals",
    "needed": "people a model or a search of communities needs: 30 or more",
    "people": "people between whom ties are regressed: 30 or more",
    "runs": "runs of a search: 10 or more",
    "draws": "draws of a bootstrap, permutations",
    "replications": "simulated studies: 100 or more",
    "k": "the smallest group shown: 5 or more",
    "smallest": "members of a group whose agreement is counted: 2 or more",
    "fewest": "a constant of the program",
    "most": "a constant of the program",
    "nodes": "a constant of the program",
    "minima": "said of two or more",
    "before": "answers that were merged: 2 or more",
    "ergm.words.NOTE ties": "30 people and more have them",
    "ergm.words.NOTE asked": "30 or more",
    "ergm.words.SIMULATED_NOTE effective": "64 or more, or nothing may be read",
    "ergm.words.IN_SHORT[same] group": "a name",
    "ergm.words.CAVEATS[ergm_large] ties": "more than 4,000",
    "control.words.DIFFERENCE_NOTE df": "fewer than 10 groups are not compared",
    "control.words.DIFFERENCE_POOLED df": "fewer than 10 groups are not compared",
    "report.article.words.IMPUTED sets": "20 or more",
    "multiverse.words.NOTE possible": "choices crossed: 2 or more",
    "multiverse.words.NOTE done": "choices crossed: 2 or more",
    "multiverse.words.JOINT_NOTE count": "specifications tested together: 2 or more",
    "multiverse.words.JOINT_NOTE units": "groups, or people, that are drawn anew: many",
    "kpi.parts_words.IN_SHORT_PARTS nonroutine": "with decimals, which are plural in English",
    "kpi.words.IN_SHORT nonroutine": "with decimals, which are plural in English",
    "regression.words.WITHOUT_EACH groups": "each is left out in turn: 2 or more",
    "regression.words.WITHOUT_EACH change": "with decimals, which are plural in English",
    "regression.words.WITHOUT_EACH_X count": "each leaves one out: 2 or more",
    "reliability.words.CAVEATS[rel_answers_unused] items": "fewer are named",
    "invariance.words.FIG_LARGEST shown": "a constant of the program",
    "rivals.words.SUM_RIVALS count": "said of two or more",
    "report.caveats.CAVEATS[many_lost] n": "some are left out, and others are not",
    "waves.words.CAVEATS[waves_few_return] n": "the smallest group shown, or more",
    **{
        f"waves.words.MOVED_POINTS[{moved}] est": "with decimals, which are plural in English"
        for moved in ("rose", "fell")
    },
    **{
        f"report.caveats.CAVEATS[multilevel_{why}] groups": "fewer than 50 are told otherwise"
        for why in ("inadmissible", "alike", "not_converged")
    },
}
"""Places, or places of one phrase -> why their numbers are never one."""


def bare() -> dict[str, str]:
    """``module.NAME place`` -> a place and the plural after it, which is not picked."""
    found = {}
    for key, phrase in every().items():
        for language, text in (("en", phrase.en), ("fr", phrase.fr)):
            for match in AFTER.finditer(text):
                if any(map(PLURAL[language].fullmatch, match[2].split())):
                    found[f"{key} {match[1]}"] = match[0]
            for match in VERB.finditer(text):
                found[f"{key} {match[1]}"] = match[0]
    return found


def test_plurals_are_picked_by_their_numbers():
    found = {where: text for where, text in bare().items() if where.split()[-1] not in TEXTS}
    known = {where: {where, where.split()[-1]} & NEVER_ONE.keys() for where in found}
    assert [f"{where}: {text}" for where, text in found.items() if not known[where]] == []
    assert NEVER_ONE.keys() - set().union(*known.values()) == set()


def test_declared_texts_stand_before_plurals():
    assert {where.split()[-1] for where in bare()} & TEXTS == TEXTS


@pytest.mark.parametrize(
    ("en", "fr"),
    [
        ("{n} items.", "{n} {n:item|items}."),
        ("{n} {n:item|items}.", "{n} items."),
        ("In {n} sound measurement models", "Dans {n} {n:modèle|modèles}"),
        ("{n} {n:item|items} are", "{n} {n:item|items}"),
    ],
)
def test_a_bare_plural_is_found(en, fr, monkeypatch):
    monkeypatch.setitem(every(), "a.phrase", Phrase(en, fr))
    assert "a.phrase n" in bare()


def test_a_phrase_picks_between_two():
    picks = {
        key: words
        for key, one in every().items()
        for text in (one.en, one.fr)
        for _, _, words, _ in Formatter().parse(text)
        if words
    }
    assert [key for key, words in picks.items() if words.count("|") != 1] == []


def test_no_phrase_leaves_the_plural_to_the_reader():
    doubtful = re.compile(r"\w\((?:s|e|es|ies)\)")
    assert [key for key, one in every().items() if doubtful.search(one.en + one.fr)] == []


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 0, "8 items: parallel analysis keeps 0 components."),
        ("en", 1, "8 items: parallel analysis keeps 1 component."),
        ("fr", 0, "8 items\u202f: l’analyse parallèle garde 0 composante."),
        ("fr", 2, "8 items\u202f: l’analyse parallèle garde 2 composantes."),
    ],
)
def test_words_go_with_their_number(language, n, text):
    assert Words(language, {})(dimensions.IN_SHORT, items=8, kept=n) == text


COUNTED = Phrase("{n} {n:error|errors}", "{n} {n:erreur|erreurs}")


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (-1, "−1 error", "−1 erreur"),
        (9999, "9999 errors", "9999 erreurs"),
        (10000, "10,000 errors", "10\u202f000 erreurs"),
        (1234567, "1,234,567 errors", "1\u202f234\u202f567 erreurs"),
        (1.0, "1.00 errors", "1,00 erreur"),
        (1.994, "1.99 errors", "1,99 erreur"),
        (1.996, "2.00 errors", "2,00 erreurs"),
        (12345.678, "12,345.68 errors", "12\u202f345,68 erreurs"),
        (None, "– errors", "– erreurs"),
        ("–", "– errors", "– erreurs"),
    ],
)
def test_numbers_are_printed_as_tables_print_them(value, en, fr):
    """The singular is CLDR's: 1 without decimals in English, below two in French."""
    assert Words("en", {})(COUNTED, n=value) == en
    assert Words("fr", {})(COUNTED, n=value) == fr


def test_words_go_with_the_length_of_a_list():
    phrase = Phrase("{names}: {names:it|they}", "{names} : {names:lui|eux}")
    assert Words("en", {})(phrase, names=["a"]) == "a: it"
    assert Words("fr", {})(phrase, names=["a", "b"]) == "a, b\u202f: eux"


def test_a_list_in_a_headline_is_no_missing_number():
    phrase = Phrase("{names}", "{names}")
    assert list(Words("en", {}).lead(phrase, names=["a"])) == ["a"]
    assert list(Words("en", {}).lead(phrase, names=None)) == []


def test_a_negative_whole_number_has_a_minus_sign():
    assert "(df = −1)" in Words("en", {})(CAVEATS["negative_df"], df=-1)


def test_one_language_may_pick_where_the_other_need_not():
    said = Phrase("left out: {n}", "{n:écarté|écartés} : {n}")
    assert said.places == {"n"}
    assert Words("fr", {})(said, n=1) == "écarté\u202f: 1"
    assert Words("en", {})(discriminant.FAILED, failed=1).endswith("it is left out.")
