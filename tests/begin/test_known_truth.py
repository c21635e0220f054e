"""Answers drawn from a known questionnaire, under full texts alone: how much is found again."""

import csv
import io
import random

import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.simulate import simulate

PEOPLE = 400


@pytest.fixture(scope="module")
def drawn():
    questionnaire = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    return questionnaire, simulate(questionnaire, PEOPLE, seed=11, teams=40, careless=0.0)


def as_texts(questionnaire, drawn, language, seed):
    """The items under their texts, in another order, answered in words."""
    names = list(questionnaire.items)
    random.Random(seed).shuffle(names)
    rows = [["#", *(questionnaire.items[name].text[language] for name in names)]]
    for at in range(drawn.n):
        cells = []
        for name in names:
            options = questionnaire.options_of(name).options
            said = {float(one.code): one.label[language] for one in options}
            cells.append(said.get(drawn.answers[name][at], ""))
        rows.append([f"r{at:04}", *cells])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_scales_reversed_items_and_orders_are_found_again(
    begin, drawn, language, record_property
):
    true, answers = drawn
    study = begin(as_texts(true, answers, language, 3))
    assert study.status == 0, study.err
    found = study.questionnaire
    by_text = {item.text[language]: item.id for item in true.items.values()}
    named = {item.id: by_text[item.text[language]] for item in found.items.values()}
    groups = [{named[item.id] for item in scale.items} for scale in found.scales]
    whole = [s.id for s in true.scales if {item.id for item in s.items} in groups]
    pairs = {
        frozenset((a.id, b.id)) for s in true.scales for a in s.items for b in s.items if a != b
    }
    ours = {frozenset((a, b)) for group in groups for a in group for b in group if a != b}
    reverse = {item.id for item in true.items.values() if item.reverse}
    marked = {named[item.id] for item in found.items.values() if item.reverse}
    orders = [
        [option.label[language] for option in one.options if not option.missing]
        for one in found.option_sets.values()
        if one.ordered
    ]
    record_property(
        "truth",
        f"{language}: {len(whole)} of {len(true.scales)} scales whole, "
        f"{len(pairs & ours)} of {len(pairs)} pairs of items together and {len(ours - pairs)} "
        f"wrongly, {len(reverse & marked)} of {len(reverse)} reversed items and "
        f"{len(marked - reverse)} wrongly",
    )
    assert len(whole) >= 9
    assert len(pairs & ours) >= 0.85 * len(pairs)
    assert len(ours - pairs) <= 30  # engagement and enterprise correlate too highly
    assert len(reverse & marked) >= 10
    assert marked <= reverse
    true_orders = [
        [option.label[language] for option in one.options if not option.missing]
        for one in true.option_sets.values()
    ]
    assert sorted(orders) == sorted(true_orders)
