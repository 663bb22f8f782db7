"""RENDER many bodies in worker processes, each with a limit on its time and memory.

A length limit cannot make Markdown safe: `![` four thousand times is 8 kB and takes many seconds. So bodies
are rendered in processes that can be ended. Bodies go in batches; a batch that runs out of time or loses
its worker is done again one by one, so that the file to blame is named and its neighbours are not harmed.

Workers come from a fork server where the platform has one: the host (MkDocs) has threads, and forking a
process with threads can lock up; a fork server has none and hands out workers that have everything
imported. Elsewhere they are spawned. A pool stays warm for the next build of the same process; it ends with
it. What renders (Markdown, its extensions, the sanitiser) is imported by the workers only: a build starts
them first, and they get ready while the host is still being imported."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from struin.interrupts import interrupts_put_off
from struin.markup.types import Body, Job

MEGABYTES = 300
PATIENCE = 30.0  # seconds without any answer after which a pool is given up
_FEW = 8
_BATCH_JOBS = 50
_BATCH_SIGNS = 100_000
# Parts of the time limit: a batch and after it the single body must both fit, with the ending of two workers.
_BATCH_SHARE = 0.3
_SINGLE_SHARE = 0.5

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_BASE: Any = multiprocessing.get_context(_METHOD)
_main_lock = threading.Lock()


class _Worker(_BASE.Process):  # type: ignore[misc]
    """A process that does not first run the program that started it.

    Otherwise each worker would import the whole host for nothing, and a program without the usual guard, or one
    read from standard input, would run again in every worker or not start any.
    """

    @staticmethod
    def _Popen(process: Any) -> Any:  # noqa: N802 (the name multiprocessing calls)
        with _main_lock:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return _BASE.Process._Popen(process)
            finally:
                sys.modules["__main__"] = main


class _Context(type(_BASE)):  # type: ignore[misc]
    """The start method of this platform, with such workers."""

    Process = _Worker


_CONTEXT: Any = _Context()
if _METHOD == "forkserver":
    _CONTEXT.set_forkserver_preload(["struin.markup.pool", "struin.markup.render"])

_pools: dict[tuple[int, int, int], ProcessPool] = {}
_pools_lock = threading.Lock()


def render_all(
    jobs: Sequence[Job], *, seconds: float = 5.0, megabytes: int = 300, workers: int | None = None
) -> dict[str, Body]:
    """All bodies, by path: a Rendering, waited for."""
    return Rendering(jobs, seconds=seconds, megabytes=megabytes, workers=workers).bodies()


def warm_up() -> None:
    """Starts the workers in the background, for who knows that there will be bodies soon."""
    # A worker whose start is interrupted belongs to no pool, and complains at length when its parent is gone.
    with interrupts_put_off(), contextlib.suppress(BrokenProcessPool, RuntimeError):
        _pool(os.cpu_count() or 1, MEGABYTES).schedule(_render_batch, args=([],))


def cool_down() -> None:
    """Ends the workers, for who knows that there will be no more bodies for a while."""
    with _pools_lock:
        own = [key for key in _pools if key[0] == os.getpid()]
        for pool in [_pools.pop(key) for key in own]:
            pool.stop()  # type: ignore[no-untyped-call]
            # A worker that is still starting when its parent is gone complains on the terminal.
            with contextlib.suppress(FutureTimeout, TimeoutError):
                pool.join(timeout=5)


class Rendering:
    """Bodies being rendered in the background; `bodies()` waits for them.

    No body costs more than `seconds` in all, nor its worker more than `megabytes` beyond what an idle one
    has (where the platform can limit that). One that would is a Body with a Diagnostic `body-too-slow` or
    `body-too-heavy`. `workers` is the number of processes, by default one per processor, or one for a few
    jobs."""

    def __init__(
        self,
        jobs: Iterable[Job] = (),
        *,
        seconds: float = 5.0,
        megabytes: int = MEGABYTES,
        workers: int | None = None,
    ) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._workers = workers
        self._jobs: list[Job] = []
        self._waiting: list[Job] = []
        self._size = 0
        self._batches: list[list[Job]] = []
        self._started: list[_Started] = []
        for job in jobs:
            self.add(job)

    def add(self, job: Job) -> None:
        """One more body to render. It waits until there are enough for a batch, or until they are asked for."""
        full = len(self._waiting) == _BATCH_JOBS or self._size + len(job.body) > _BATCH_SIGNS
        if full and self._waiting:
            self._go([self._waiting])
            self._waiting, self._size = [], 0
        self._jobs.append(job)
        self._waiting.append(job)
        self._size += len(job.body)

    def bodies(self) -> dict[str, Body]:
        """All bodies, by path, in the order of the jobs."""
        few = len(self._jobs) < _FEW
        self._go([[job] for job in self._waiting] if few else [self._waiting] if self._waiting else [])
        self._waiting = []
        bodies: dict[str, Body] = {}
        retry: list[Job] = []
        outcomes = [outcome for started in self._started for outcome in _outcomes(started)]
        for batch, outcome in zip(self._batches, outcomes, strict=True):
            if isinstance(outcome, list):
                bodies.update((job.path, body) for job, body in zip(batch, outcome, strict=True))
            elif len(batch) == 1 and not isinstance(outcome, BrokenProcessPool):
                bodies[batch[0].path] = _blamed(batch[0], outcome)
            else:
                retry += batch
        outcomes = _outcomes(self._start([[job] for job in retry]))
        for job, outcome in zip(retry, outcomes, strict=True):
            bodies[job.path] = outcome[0] if isinstance(outcome, list) else _blamed(job, outcome)
        return {job.path: bodies[job.path] for job in self._jobs}

    def _go(self, batches: list[list[Job]]) -> None:
        self._batches += batches
        self._started.append(self._start(batches))

    def _start(self, batches: Sequence[list[Job]]) -> _Started:
        if not batches:
            return _Started(None, [])
        with interrupts_put_off():
            pool = _pool(self._workers or (1 if len(self._jobs) < _FEW else os.cpu_count() or 1), self._megabytes)
            try:
                return _Started(pool, [self._schedule(pool, batch) for batch in batches])
            except (BrokenProcessPool, RuntimeError) as broken:
                _discard(pool)
                return _Started(None, [BrokenProcessPool(str(broken)) for _ in batches])

    def _schedule(self, pool: ProcessPool, batch: list[Job]) -> ProcessFuture[Any]:
        share = _SINGLE_SHARE if len(batch) == 1 else _BATCH_SHARE
        return pool.schedule(_render_batch, args=(batch,), timeout=self._seconds * share)


class _Started(NamedTuple):
    """Batches under way in a pool; an exception stands for one that could not be started."""

    pool: ProcessPool | None
    futures: Sequence[ProcessFuture[Any] | BaseException]


def _outcomes(started: _Started) -> list[list[Body] | BaseException]:
    """The bodies of each batch, or what ended it."""
    outcomes: list[list[Body] | BaseException] = []
    broken = False
    for future in started.futures:
        if isinstance(future, BaseException):
            outcomes.append(future)
            continue
        # Every batch has its own limit in its worker. This one is for a pool that has stopped to answer at all.
        if not broken and not wait([future], timeout=PATIENCE).done:
            broken = True
        try:
            outcomes.append(future.result(timeout=0) if future.done() else BrokenProcessPool("no answer"))
        except (FutureTimeout, ProcessExpired, BrokenProcessPool, MemoryError) as ended:
            outcomes.append(ended)
    if started.pool and any(isinstance(outcome, BrokenProcessPool) for outcome in outcomes):
        _discard(started.pool)
    return outcomes


def _blamed(job: Job, ended: BaseException) -> Body:
    from struin.markup.render import failed

    return failed(job, "body-too-slow" if isinstance(ended, FutureTimeout) else "body-too-heavy")


def _pool(count: int, megabytes: int) -> ProcessPool:
    """A warm pool of this size and limit; a bigger one with the same limit does as well."""
    with _pools_lock:
        for (process, size, limit), pool in list(_pools.items()):
            # After a fork the threads of a pool are not there any more.
            if process == os.getpid() and limit == megabytes and size >= count:
                if pool.active:
                    return pool
                del _pools[process, size, limit]
        _start_server()
        pool = ProcessPool(
            max_workers=count,
            initializer=_start_worker,
            initargs=(megabytes,),
            context=_CONTEXT,
        )
        _pools[os.getpid(), count, megabytes] = pool
        return pool


def _start_server() -> None:
    """Starts the fork server, if there is one, deaf to Ctrl-C: that reaches all who share a terminal, and a server that
    is still importing would tell of it at length. It and its workers end with whoever asked for them."""
    if _METHOD != "forkserver":
        return
    resource_tracker.ensure_running()  # or the fork server would do it, and let Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _discard(broken: ProcessPool) -> None:
    with _pools_lock:
        for key in [key for key, pool in _pools.items() if pool is broken]:
            del _pools[key]
    broken.stop()  # type: ignore[no-untyped-call]


def _start_worker(megabytes: int) -> None:
    """In a new worker: make the tools, render once to load what is loaded late, then set the limits."""
    from struin.markup.render import prepare, render_one

    prepare()
    render_one(Job("content/warm/up.md", "A *b* [c](d.md)\n\n```python\nprint()\n```\n"))
    _limit_memory(megabytes)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        # What an idle worker has mapped is counted too, most of it shared: the limit comes on top of that.
        statm = Path("/proc/self/statm").read_text(encoding="ascii")
        mapped = int(statm.split()[0]) * resource.getpagesize()
    except OSError:
        mapped = 200 * 1024**2
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = mapped + megabytes * 1024**2
    if hard == resource.RLIM_INFINITY or limit < hard:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        except (OSError, ValueError):
            # Some systems know the limit but do not let it be set; the time limit remains.
            return


def _render_batch(jobs: list[Job]) -> list[Body]:
    return [_render_within_memory(job) for job in jobs]


def _render_within_memory(job: Job) -> Body:
    from struin.markup.render import failed, render_one

    try:
        return render_one(job)
    except MemoryError:
        return failed(job, "body-too-heavy")
