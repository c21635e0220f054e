"""French is set as French: spaces that no line breaks at, colons with a space."""

import re

from phrases import every

from cpsurvey.kinds.variance import words as variance
from cpsurvey.report.table import show
from cpsurvey.report.words import Words
from cpsurvey.typography import spaced

LABELS = {"q": {"en": "Works: well?", "fr": "Marche : bien ?"}}


def test_no_french_phrase_breaks_before_its_punctuation():
    french = {key: spaced(one.fr, "fr") for key, one in every().items()}
    assert [key for key, text in french.items() if re.search(r" [:;?!%»]|« ", text)] == []


def test_labels_pairs_and_intervals_are_spaced_in_french_alone():
    fr, en = Words("fr", LABELS), Words("en", LABELS)
    assert fr.label("q") == "Marche\u202f: bien\u202f?"
    assert en.label("q") == "Works: well?"
    assert (fr.pair("a", "b"), en.pair("a", "b")) == ("a\u202f: b", "a: b")
    assert show((0.1, 0.2), "interval", "fr") == "[0,10\u202f; 0,20]"
    assert fr(variance.IN_SHORT, share="7,2", outcome="q", variable="q").count("\u202f") >= 3
