"""The same task on many jobs, over processes where that pays; results in the jobs' order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from cpsurvey import system

Job = TypeVar("Job")
Found = TypeVar("Found")

_task: Callable[[Any], Any] | None = None
"""What a worker process does; inherited when it was forked, so it is never pickled."""


def cores() -> int:
    """Processes that can be had: one where they cannot be forked safely."""
    if not system.forks() or multiprocessing.current_process().daemon:
        return 1
    return system.cores()


def in_order(
    task: Callable[[Job], Found], jobs: Sequence[Job], workers: int
) -> Iterator[Found]:
    """Results of `task` on every job; a job must carry its own seed.

    When a worker is killed the jobs that are left are done here, to the same results.
    """
    done = 0
    if workers > 1 and len(jobs) > 1:
        fork = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(
            min(workers, len(jobs)), mp_context=fork, initializer=_take, initargs=(task,)
        )
        try:
            for found in pool.map(_do, jobs):
                done += 1
                yield found
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    for job in jobs[done:]:
        yield task(job)


def _take(task: Callable[[Any], Any]) -> None:
    global _task
    _task = task


def _do(job: Any) -> Any:
    assert _task is not None
    return _task(job)
