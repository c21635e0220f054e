"""What is kept comes back as it was, of every kind."""

import json

import pytest
from golden import book

from cpsurvey import stored
from cpsurvey.analysis import entries

RESULTS = book.stored()


@pytest.mark.parametrize("name", RESULTS)
def test_results_come_back_as_they_were(name):
    results = RESULTS[name].results
    found = entries.read(entries.written(results))
    assert tuple(found) == tuple(results)
    assert repr(found[0]) == repr(results[0])
    assert stored.compact(found) == stored.compact(results)


def test_every_kind_of_part_is_the_class_it_was():
    def parts(value):
        if hasattr(value, "__dataclass_fields__"):
            yield type(value)
            for name in value.__dataclass_fields__:
                yield from parts(getattr(value, name))
        elif isinstance(value, tuple | list):
            yield type(value)
            for one in value:
                yield from parts(one)
        elif isinstance(value, dict):
            for key, one in value.items():
                yield type(key)
                yield from parts(one)
        else:
            yield type(value)

    for results in RESULTS.values():
        for one in results.results:
            again = entries.read(entries.written(one))
            assert list(parts(again.data)) == list(parts(one.data)), one.id


def test_a_number_json_cannot_hold_is_refused():
    with pytest.raises(ValueError):
        entries.written([float("nan")])


@pytest.mark.parametrize(
    "name", ["os:system", "cpsurvey.system:sync", "cpsurvey.nothing:At", "cpsurvey.results:No"]
)
def test_nothing_but_a_dataclass_of_the_program_is_made(name):
    with pytest.raises((ValueError, ImportError, AttributeError)):
        entries.read(json.dumps({"@": name}))
