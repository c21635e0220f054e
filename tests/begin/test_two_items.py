"""Two questions of one grid that go against each other, and a grid's row without a text."""

import random


def _rows(sign, people=60):
    draw = random.Random(5)
    for _ in range(people):
        level = draw.randint(1, 5)
        other = level if sign > 0 else 6 - level
        yield level, min(5, max(1, other + draw.choice((-1, 0, 0, 1))))


def _file(sign):
    head = '"stay1. I like it","stay2. I would leave","who[SQ001]. Whom for? []"'
    return "\n".join([head, *(f"{a},{b},{(a + b) % 5 + 1}" for a, b in _rows(sign))]) + "\n"


def test_two_items_against_each_other_are_named(begin):
    assert "add 'reverse: true' to the one" in begin(_file(-1)).text


def test_two_items_that_agree_are_left_alone(begin):
    assert "'reverse: true'" not in begin(_file(1)).text


def test_an_empty_row_of_a_grid_is_no_part_of_the_question(begin):
    made = begin(_file(1))
    assert 'text: {en: "Whom for?"}' in made.text
    assert made.status == 0
