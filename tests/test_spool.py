"""What is kept in a file without a name comes back as it was, whole and in part."""

import errno
import gc
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsurvey import coded, spool
from cpsurvey.coded import Coded, as_it_is
from cpsurvey.errors import CpsurveyError
from cpsurvey.spool import Numbers, Things


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(spool, "LARGE", 5)
    monkeypatch.setattr(spool, "PART", 3)
    monkeypatch.setattr(spool, "_BATCH", 2)
    monkeypatch.setattr(coded, "MANY", 3)
    monkeypatch.setattr(coded, "_AT_ONCE", 2)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 70_000), max_size=5), max_size=5), st.data())
def test_numbers_come_back(those, data):
    numbers = Numbers()
    for some in those:
        dtype = coded.smallest(max(some, default=0) + 1)
        numbers.append(np.array(some, dtype=dtype))
    whole = [one for some in those for one in some]
    low = data.draw(st.integers(0, len(whole)))
    high = data.draw(st.integers(low, len(whole)))
    assert numbers.tolist() == whole
    assert numbers[low:high].tolist() == whole[low:high]
    assert numbers[low:][: high - low].tolist() == whole[low:high]
    assert [int(numbers[at]) for at in range(len(whole))] == whole
    assert [int(one) for _, part in spool.parts(numbers) for one in part] == whole


@settings(deadline=None)
@given(st.lists(st.none() | st.text(max_size=3)), st.lists(st.text(max_size=3)), st.data())
def test_things_come_back(those, more, data):
    things = Things.of(those)
    low = data.draw(st.integers(0, len(those)))
    some = things[low:]
    assert list(things) == those
    assert list(some) == those[low:]
    assert [some[at] for at in range(len(some))] == those[low:]
    assert list(some.then(more)) == those[low:] + more
    assert list(things.then(more)) == those + more


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "A", "b", None, "c", "dd", ""])), st.data())
def test_a_column_does_the_same_however_it_is_kept(cells, data):
    held, kept = Coded.of(cells), Coded.each(Things.of(cells))
    rows = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    )
    rows = rows.astype(bool)

    def length(cell):
        return len(cell or "")

    for change in (
        lambda one: one,
        lambda one: one.map(length),
        lambda one: one.map(str),
        lambda one: one.take(np.flatnonzero(rows)).pruned(),
        lambda one: one[1:].pruned().map(length),
        lambda one: one.where(rows, "x"),
        lambda one: one.filled(rows, one.map(str)),
        lambda one: one.then(one.map(length), lambda mine, theirs: (mine, theirs)),
    ):
        assert change(held).tolist() == change(kept).tolist()
        assert change(held).counts() == change(kept).counts()
        assert change(held).repeated(as_it_is) == change(kept).repeated(as_it_is)
        assert change(held).rows(bool) == change(kept).rows(bool)


def test_the_file_has_no_name_and_ends_with_what_is_in_it(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gc.collect()
    things, numbers = Things.of(["a person"]), Numbers.of(np.arange(9))
    assert list(things) == ["a person"]
    assert int(numbers[8]) == 8
    assert list(tmp_path.iterdir()) == []
    file = things._parts[0][0]
    raw = file._file
    if Path("/proc/self/fd").is_dir():
        assert Path(f"/proc/self/fd/{raw.fileno()}").stat().st_mode & 0o077 == 0
    del things, numbers, file
    assert raw.closed


def test_no_room_is_said_with_the_place_and_the_way_out(monkeypatch):
    things = Things.of(["a person"])

    class Full:
        def seek(self, _place):
            """Anywhere."""

        def write(self, _data):
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self):
            """Nothing is open."""

    monkeypatch.setattr(things._parts[0][0], "_file", Full())
    with pytest.raises(CpsurveyError, match="No space left") as found:
        things.append(["a second one"])
    assert found.value.code == "CPS602"
    assert found.value.where == tempfile.gettempdir()
    assert "TMPDIR" in found.value.fix
    assert "second" not in str(found.value)
