"""What kinds leave behind is made as `dataclass` makes it, at half of the price."""

from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest
from pydantic import TypeAdapter, ValidationError

from cpsurvey.payload import frozen


def made(way):
    @way
    class Inner:
        at: int

    @way
    class Whole(Inner):
        of: tuple[Inner, ...]
        named: dict[str, float] = field(default_factory=dict)
        said: str | None = None

    return Inner, Whole


USUAL = made(dataclass(frozen=True, slots=True, kw_only=True))
OURS = made(frozen)


@pytest.mark.parametrize("classes", [USUAL, OURS], ids=["usual", "ours"])
def test_equal_hashed_and_refused_alike(classes):
    inner, whole = classes
    one, other = inner(at=1), inner(at=2)
    assert one == inner(at=1) != other
    assert one != (1,)
    assert hash(one) == hash(inner(at=1)) == hash((1,))
    found = whole(at=3, of=(one,))
    assert found == replace(found)
    assert found != replace(found, said="x")
    with pytest.raises(TypeError, match="unhashable"):
        hash(found)
    with pytest.raises(FrozenInstanceError):
        one.at = 2
    with pytest.raises(TypeError):
        inner(1)
    with pytest.raises(TypeError):
        one.more = 2
    assert not hasattr(one, "__dict__")


def test_shown_described_and_read_as_usual():
    shown = {repr(w(at=1, of=(i(at=2),), said="x")) for i, w in (USUAL, OURS)}
    assert len(shown) == 1
    assert [f.name for f in fields(OURS[1])] == [f.name for f in fields(USUAL[1])]
    usual, ours = (TypeAdapter(classes[1]) for classes in (USUAL, OURS))
    assert usual.json_schema() == ours.json_schema()
    text = '{"at": 1, "of": [{"at": 2}], "named": {"a": 0.5}}'
    assert asdict(usual.validate_json(text)) == asdict(ours.validate_json(text))
    said = []
    for adapter in (usual, ours):
        with pytest.raises(ValidationError) as refused:
            adapter.validate_json('{"at": "x", "of": [{}], "more": 1}', strict=True)
        said.append(refused.value.errors())
    assert said[0] == said[1]
