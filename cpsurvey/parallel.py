"""Work side by side, where the machine has the cores for it: languages, analyses."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Generic, Self, TypeVar

from cpsurvey.system import alone, cores, ends, forks

S = TypeVar("S")
T = TypeVar("T")
Work = Callable[[str], T]
NUMBER, MOST = 4, 4000
"""Bytes of a task's number, and tasks whose numbers fit in a pipe."""
PATIENCE = 5.0
"""Seconds in which a copy may end in order."""
MANY = 20_000
"""Respondents from which on memory is worth more than the time it takes to save it."""


def each(languages: Sequence[str], work: Work[T]) -> dict[str, T]:
    """What `work` returns for every language.

    All languages but the first are done by children of this process. What a child does not
    bring home, for whatever reason, is done again here, so an error is raised as if there
    had been no children.
    """
    started = []
    if len(languages) > 1 and cores() > 1 and may_fork():
        away = [(name, _start(work, name)) for name in languages[1 : cores()]]
        started = [(name, *child) for name, child in away if child]
    done: dict[str, T] = {}
    try:
        for name in languages:
            if name not in {one for one, _, _ in started}:
                done[name] = work(name)
        for name, _, line in started:
            with suppress(EOFError, OSError):
                done[name] = line.recv()
    finally:
        for _, child, line in started:
            line.close()
            if sys.exc_info()[0] is not None:
                child.terminate()
            child.join()
    return {name: done[name] if name in done else work(name) for name in languages}


def shared(tasks: Sequence[S], work: Callable[[S], T]) -> list[T]:
    """What `work` returns for every task, in their order.

    A child of this process and this process itself take the next task as they get free.
    What the child does not bring home is done again here.
    """
    if not 1 < len(tasks) <= MOST or cores() < 2 or not may_fork():
        return in_turn(tasks, work)
    waiting, ready = os.pipe()
    os.write(ready, b"".join(at.to_bytes(NUMBER, "big") for at in range(len(tasks))))
    os.close(ready)

    def taken(_name: str = "") -> dict[int, T]:
        numbers = iter(lambda: os.read(waiting, NUMBER), b"")
        return {at: work(tasks[at]) for at in map(_number, numbers)}

    started = _start(taken, "")
    if started is None:
        os.close(waiting)
        return in_turn(tasks, work)
    child, line = started
    done: dict[int, T] = {}
    try:
        done |= taken()
        with suppress(EOFError, OSError):
            done |= line.recv()
    finally:
        os.close(waiting)
        line.close()
        if sys.exc_info()[0] is not None:
            child.terminate()
        child.join()
    return [done[at] if at in done else work(one) for at, one in enumerate(tasks)]


class Beside(Generic[T]):
    """A copy of this process that makes ready while this one works, then does one task.

    Where there is none, or it does not bring the task home, the task is done here, so that
    an error is raised as if there had been none. It has children of its own, and ends with
    the ``with`` block.

    Parameters
    ----------
    ready : callable
        What it does first; whatever comes of it.
    task : callable
        What it does with what `do` is given.
    """

    def __init__(self, ready: Callable[[], object], task: Callable[..., T]) -> None:
        self._ready, self._task = ready, task
        self._child: Any = None
        self._line: Any = None
        self._given: tuple[Any, ...] = ()

    def __enter__(self) -> Self:
        try:
            if cores() > 1 and may_fork():
                self._fork()
        except BaseException:  # somebody ended the program when the copy had just begun
            self.leave()
            raise
        return self

    def _fork(self) -> None:
        context = multiprocessing.get_context("fork")
        self._line, there = context.Pipe()
        # not a daemon: these may have no children
        child = context.Process(target=self._beside, args=(there,), daemon=False)
        with _undisturbed():
            if _begun(child):
                self._child = child
        there.close()

    def _beside(self, line: Any) -> None:
        def work() -> None:
            with suppress(Exception):
                self._ready()
            line.send(self._task(*line.recv()))

        self._line.close()
        _contained(work)
        line.close()

    def do(self, *given: Any) -> T:
        """What the task returns of `given`, which must be picklable."""
        self.begin(*given)
        return self.ended()

    def begin(self, *given: Any) -> None:
        """Have it begin, if it can; `ended` waits for it."""
        self._given = given
        if self._child:
            with suppress(EOFError, OSError):
                self._line.send(given)

    def ended(self) -> T:
        """What the task returns of what it was begun with."""
        if self._child:
            with suppress(EOFError, OSError):
                done: T = self._line.recv()
                return done
        return self._task(*self._given)

    def leave(self) -> None:
        """End the copy; what is asked of it from now on is done here."""
        if self._line is not None:
            self._line.close()
        if self._child is not None:
            self._child.terminate()
            self._child.join(PATIENCE)
            self._child.kill()  # nobody waits for ever
            self._child.join()
        self._child = self._line = None

    def __exit__(self, *_error: object) -> None:
        self.leave()


def in_turn(tasks: Sequence[S], work: Callable[[S], T]) -> list[T]:
    """What `work` returns for every task, one after the other, in this process alone."""
    return [work(one) for one in tasks]


def _number(taken: bytes) -> int:
    return int.from_bytes(taken, "big")


def may_fork() -> bool:
    """Whether a copy of this process is safe: on Linux, with one thread, not a child itself.

    Elsewhere a child would begin by importing everything again, which takes as long as the
    language it could write.
    """
    return forks() and alone() and not multiprocessing.current_process().daemon


def _start(work: Work[Any], name: str) -> tuple[Any, Any] | None:
    """A child at work, and the line on which it answers; None where there can be no more."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(work, name, there), daemon=True)
    with _undisturbed():
        begun = _begun(child)
    there.close()
    return (child, here) if begun else None


def _begun(child: Any) -> bool:
    """Begin a child; False where this user may have no more processes."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():  # threads of libraries, idle, are counted too
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            child.start()
        except OSError:
            return False
    return True


def _child(work: Work[Any], name: str, line: Any) -> None:
    """Silent: what goes wrong here goes wrong again, with its message, in the parent."""
    _contained(lambda: line.send(work(name)))
    line.close()


def _ends() -> list[int]:
    return [*ends(), signal.SIGINT]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait: at the first step of a copy one would be raised in what it is a copy of.

    It would then go on with what this process was doing, as if it were this one.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _ends())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _contained(work: Callable[[], object]) -> None:
    """What goes wrong in a copy, and signals that end it, leave it here and nowhere else."""
    with suppress(BaseException):
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ends())
            work()
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, _ends())
