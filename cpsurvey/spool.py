"""What is too much to hold: numbers and texts in a file that has no name, read back in part.

The file is made where the system keeps temporary ones (TMPDIR), for this account alone. It has
no name from the start, or loses it at once, so that nothing of it is left when the process
ends, however it ends.
"""

from __future__ import annotations

import pickle  # noqa: TID251  of a file that ends with the process
import tempfile
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError

T = TypeVar("T")
S = TypeVar("S")
LARGE = 1 << 18
"""Numbers from which on they are kept in the file."""
PART = 1 << 18
"""Numbers that are looked at, at once."""
_BATCH = 1 << 13
"""Things that are written, and read back, at once."""


class _File:
    """A file without a name, which only grows."""

    def __init__(self) -> None:
        try:
            self._file: Any = tempfile.TemporaryFile(buffering=0, prefix="cpsurvey-")  # noqa: SIM115
        except OSError as error:
            raise _no_room(error) from None
        self._end = 0

    def put(self, data: bytes | memoryview) -> int:
        """Write bytes at the end; where they begin."""
        place, left = self._end, memoryview(data).cast("B")
        try:
            self._file.seek(place)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise _no_room(error) from None
        self._end = place + memoryview(data).nbytes
        return place

    def get(self, place: int, into: memoryview) -> None:
        """Read as many bytes as there is room for."""
        left = into.cast("B")
        self._file.seek(place)
        while left:
            read = self._file.readinto(left)
            if not read:
                raise EOFError("the temporary file was cut")
            left = left[read:]

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()


def _no_room(error: OSError) -> CpsurveyError:
    return CpsurveyError(
        "CPS602",
        "a large file is read with the help of a temporary one, which cannot be written here: "
        f"{error.strerror or error}",
        where=tempfile.gettempdir(),
        fix="make room there, as much as the large file has, or name another folder: "
        "'TMPDIR=FOLDER cpsurvey ingest ...'; nothing was changed",
    )


_last: weakref.ref[_File] | None = None


def _file() -> _File:
    """The one file of all that is kept now; it is gone with the last of them."""
    global _last
    found = _last() if _last else None
    if found is None:
        found = _File()
        _last = weakref.ref(found)
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """Numbers in the file, from a place on."""

    file: _File
    place: int
    dtype: np.dtype[Any]
    n: int

    @staticmethod
    def of(numbers: NDArray[Any]) -> _Written:
        file, plain = _file(), np.ascontiguousarray(numbers)
        place = file.put(plain.view(np.uint8).data) if len(plain) else 0
        return _Written(file, place, plain.dtype, len(plain))

    def read(self, low: int, high: int, into: NDArray[Any]) -> None:
        if into.dtype == self.dtype:
            self._read(low, into)
        else:
            part = np.empty(high - low, dtype=self.dtype)
            self._read(low, part)
            into[:] = part

    def _read(self, low: int, into: NDArray[Any]) -> None:
        if len(into):
            self.file.get(self.place + low * self.dtype.itemsize, into.view(np.uint8).data)


class Numbers:
    """Numbers one after the other, in the file from LARGE of them on."""

    __slots__ = ("_ends", "_low", "_parts", "dtype", "n")

    def __init__(self, dtype: Any = np.uint8) -> None:
        self._parts: list[_Written | NDArray[Any]] = []
        self._ends: list[int] = [0]
        self._low = 0
        self.dtype = np.dtype(dtype)
        self.n = 0

    @staticmethod
    def of(numbers: NDArray[Any]) -> Numbers:
        """All of an array."""
        made = Numbers(numbers.dtype)
        made.append(numbers)
        return made

    def append(self, numbers: NDArray[Any]) -> None:
        """More of them; the widest type of all is that of all."""
        self.n += len(numbers)
        self._ends.append(self.n)
        self._parts.append(numbers)
        if numbers.dtype.itemsize > self.dtype.itemsize:
            self.dtype = numbers.dtype
        if self.n >= LARGE:
            self._parts = [
                one if isinstance(one, _Written) else _Written.of(one) for one in self._parts
            ]

    def settled(self) -> NDArray[Any] | Numbers:
        """An array of few; of many themselves."""
        return self if self.n >= LARGE else self.array()

    def window(self, low: int, high: int) -> Numbers:
        """Some in a row, which stay where they are."""
        made = Numbers(self.dtype)
        made._parts, made._ends = self._parts, self._ends
        made._low, made.n = self._low + low, max(high - low, 0)
        return made

    def array(self, low: int = 0, high: int | None = None) -> NDArray[Any]:
        """All, or some in a row, as an array."""
        start, end = self._low + low, self._low + (self.n if high is None else high)
        found = np.empty(max(end - start, 0), dtype=self.dtype)
        at = max(bisect_right(self._ends, start) - 1, 0)
        done = start
        while done < end:
            first, last = self._ends[at], min(self._ends[at + 1], end)
            into, part = found[done - start : last - start], self._parts[at]
            if isinstance(part, _Written):
                part.read(done - first, last - first, into)
            else:
                into[:] = part[done - first : last - first]
            done, at = last, at + 1
        return found

    def __len__(self) -> int:
        return self.n

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Numbers: ...
    @overload
    def __getitem__(self, at: NDArray[Any]) -> NDArray[Any]: ...
    def __getitem__(self, at: int | slice | NDArray[Any]) -> Any:
        if isinstance(at, slice):
            low, high, step = at.indices(self.n)
            return self.window(low, high) if step == 1 else Numbers.of(self.array()[at])
        if isinstance(at, np.ndarray):
            return self.array()[at]
        place = range(self.n)[at]
        return self.array(place, place + 1)[0]

    def tolist(self) -> list[Any]:
        """All of them, one by one."""
        found: list[Any] = self.array().tolist()
        return found


def array(numbers: NDArray[Any] | Numbers) -> NDArray[Any]:
    """All of them as an array."""
    return numbers.array() if isinstance(numbers, Numbers) else numbers


def parts(numbers: NDArray[Any] | Numbers) -> Iterator[tuple[slice, NDArray[Any]]]:
    """Numbers part by part, each with its places."""
    for low in range(0, len(numbers), PART):
        high = min(low + PART, len(numbers))
        if isinstance(numbers, Numbers):
            yield slice(low, high), numbers.array(low, high)
        else:
            yield slice(low, high), numbers[low:high]


class Things(Sequence[T], Generic[T]):
    """Texts, or anything else, one after the other; read back some at once."""

    __slots__ = ("_ends", "_held", "_low", "_parts", "n")

    def __init__(self) -> None:
        self._parts: list[tuple[_File, int, int]] = []
        self._ends: list[int] = [0]
        self._low = 0
        self._held: tuple[int, list[T]] | None = None
        self.n = 0

    @staticmethod
    def of(those: Iterable[S]) -> Things[S]:
        """All of them."""
        made: Things[S] = Things()
        one_by_one = iter(those)
        while batch := list(islice(one_by_one, _BATCH)):
            made.append(batch)
        return made

    def append(self, batch: Sequence[T]) -> None:
        """Some more, at the end of all; no window is open on them yet."""
        for low in range(0, len(batch), _BATCH):
            some = list(batch[low : low + _BATCH])
            data = pickle.dumps(some, pickle.HIGHEST_PROTOCOL)
            file = _file()
            self._parts.append((file, file.put(data), len(data)))
            self._ends.append(self._ends[-1] + len(some))
        self.n = self._ends[-1]

    def then(self, more: Sequence[T]) -> Things[T]:
        """These, and others after them."""
        made: Things[T] = Things()
        if self._low or self.n < self._ends[-1]:
            for batch in self.batches():
                made.append(batch)
        else:
            made._parts, made._ends, made.n = [*self._parts], [*self._ends], self.n
        for some in batches(more):
            made.append(some)
        return made

    def batches(self) -> Iterator[list[T]]:
        """All of them, some at once."""
        low, high = self._low, self._low + self.n
        at = max(bisect_right(self._ends, low) - 1, 0)
        while low < high:
            first, last = self._ends[at], min(self._ends[at + 1], high)
            batch = self._batch(at)
            yield (
                batch
                if (low, last) == (first, self._ends[at + 1])
                else batch[low - first : last - first]
            )
            low, at = last, at + 1

    def _batch(self, at: int) -> list[T]:
        file, place, size = self._parts[at]
        data = bytearray(size)
        file.get(place, memoryview(data))
        found: list[T] = pickle.loads(data)  # noqa: S301  written by this very process
        return found

    def window(self, low: int, high: int) -> Things[T]:
        """Some in a row, which stay where they are."""
        made: Things[T] = Things()
        made._parts, made._ends = self._parts, self._ends
        made._low, made.n = self._low + low, max(high - low, 0)
        return made

    def __len__(self) -> int:
        return self.n

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self.batches())

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            low, high, step = at.indices(self.n)
            return self.window(low, high) if step == 1 else list(self)[at]
        place = self._low + range(self.n)[at]
        part = bisect_right(self._ends, place) - 1
        if self._held is None or self._held[0] != part:
            self._held = part, self._batch(part)
        return self._held[1][place - self._ends[part]]


def batches(those: Sequence[S]) -> Iterator[Sequence[S]]:
    """Things some at once: those that are held anyway all at once."""
    if isinstance(those, Things):
        yield from those.batches()
    elif len(those):
        yield those
