"""Fixtures that several tests share: the built site, a server for it, a browser. Helpers stand beside this file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from browsing import FLAGS, Server, Visit, find_browser, starting
from built import PROJECT, SITE, Built, build, once
from exercising import make as make_exercises

# Who is started in the background ignores Ctrl-C, and so would all that tests start and then stop in that way.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is slow, not wrong: no test here is about time.
settings.register_profile("struin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("struin")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests that all its processes share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared: Path) -> Built:
    """The real site, built once for all tests."""
    return Built(once(shared / "real-site", lambda folder: build(PROJECT, folder)))


@pytest.fixture(scope="session")
def addressed(shared: Path) -> Built:
    """The real site with its address, which is given with SITE_URL, as by an editor, without the last slash."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", SITE.rstrip("/"))
            build(PROJECT, folder)

    return Built(once(shared / "site-with-address", make))


@pytest.fixture(scope="session")
def served(site: Built) -> Iterator[Server]:
    """The real site on a free port, with the headers that its own server sends."""
    with Server(site.folder) as server:
        yield server


@pytest.fixture(scope="session")
def exercises(shared: Path) -> Iterator[Server]:
    """A small site with every type of exercise, served; see exercising.py."""
    with Server(once(shared / "exercise-site", make_exercises)) as server:
        yield server


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[[], Any]]:
    """Gives the Chromium that runs, or starts another where it does not any more. One for all tests of a process: to
    start takes as long as to try something out."""
    with starting(find_browser()) as first:
        started = [first]

        def browser() -> Any:
            if not started[-1].is_connected():
                started.append(first.browser_type.launch(executable_path=find_browser(), args=FLAGS))
            return started[-1]

        yield browser


@pytest.fixture(scope="module")
def chromium(running: Callable[[], Any]) -> Iterator[Any]:
    """A running Chromium, in which nothing is left of what a module of tests opened."""
    browser = running()
    yield browser
    for context in browser.contexts:
        context.close()


@pytest.fixture
def visit(chromium: Any, served: Server) -> Iterator[Callable[..., Visit]]:
    """Opens pages of the real site: `visit(width=320)`. After the test nothing may have gone wrong in any of them:
    no request to another host, no error on the console, no violation of the policy, no missing file."""
    yield from _visits(chromium, served)


@pytest.fixture
def try_out(chromium: Any, exercises: Server) -> Iterator[Callable[..., Visit]]:
    """Opens pages of the site with exercises, as `visit` does."""
    yield from _visits(chromium, exercises)


def _visits(chromium: Any, server: Server) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def opened(**options: Any) -> Visit:
        visits.append(Visit(chromium, server.url, **options))
        return visits[-1]

    yield opened
    for each in visits:
        each.close()
    assert [fault for each in visits for fault in each.faults] == []
