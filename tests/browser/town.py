"""A running ``gongxin up --demo`` whose city is as small as its visitors need."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.running import Up

from gongxin.config.postgres import EmbeddedPostgres
from gongxin.demo.city import write_city
from gongxin.demo.departments import departments
from gongxin.demo.manifest import FileEntry, read_manifest, write_manifest

COMPLETE = "The demo city is complete"
Chosen = Callable[[list[FileEntry]], list[FileEntry]]


@contextmanager
def running_city(size: int, chosen: Chosen = list, *, within: float = 300.0) -> Iterator[Up]:
    """A city of ``size`` organisations with the ``chosen`` files all worked on; stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="gx-"))
    home = folder / "home"
    home.mkdir(mode=0o700)
    write_city(home / "demo", size)
    write_manifest(home / "demo", chosen(read_manifest(home / "demo")), seed=0, size=size)
    _forgo_safety(home)
    up = Up(home, "--demo")
    try:
        _wait_until_complete(up.wait_until_ready(), within)
        yield up
    finally:
        up.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _forgo_safety(home: Path) -> None:
    """A database that need not survive a power cut is filled sooner."""
    server = EmbeddedPostgres(home)
    server.leave()
    with (home / "postgres" / "postgresql.auto.conf").open("a") as file:
        file.write("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n")


def last_of_each(usernames: set[str], items: set[str]) -> Chosen:
    """Of some departments and items the latest file of each, and the whole register."""
    codes = {d.code for d in departments() if d.username in usernames}

    def choose(entries: list[FileEntry]) -> list[FileEntry]:
        own = [e for e in entries if e.department in codes and e.item in items]
        latest = {(e.department, e.item): e.file for e in own}
        return [e for e in own if e.item == "registration" or e.file in latest.values()]

    return choose


def _wait_until_complete(up: Up, within: float) -> None:
    until = time.monotonic() + within
    while COMPLETE not in up.said():
        assert up.process.poll() is None, up.said()
        assert time.monotonic() < until, up.said()
        time.sleep(0.2)
