import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.running import Up, eventually, gongxin, json_of, postgres_runs

from gongxin.config.postgres import EmbeddedPostgres

NewHome = Callable[[str], Path]


@pytest.fixture(scope="module")
def city() -> Iterator[Up]:
    """One running city for the tests that leave it running."""
    home = Path(tempfile.mkdtemp(prefix="gx-up-")) / "home"
    up = Up(home).wait_until_ready()
    yield up
    up.stop()
    shutil.rmtree(home.parent, ignore_errors=True)


def test_it_answers_when_it_says_that_it_is_ready(city: Up) -> None:
    assert city.health() == 200
    assert f"http://127.0.0.1:{city.port}" in city.said()


def test_a_second_one_says_who_runs_and_leaves_the_first_alone(city: Up) -> None:
    second = gongxin(city.home, "up", "--port", "1")
    assert second.returncode == 2
    assert f"http://127.0.0.1:{city.port} (pid {city.process.pid}" in second.stderr
    assert city.health() == 200


def test_a_second_one_on_the_same_database_says_so_too(city: Up, tmp_path: Path) -> None:
    url = EmbeddedPostgres(city.home)
    try:
        second = gongxin(tmp_path, "up", "--port", "1029", url=url.uri)
    finally:
        url.leave()
    assert second.returncode == 2
    assert str(city.process.pid) in second.stderr
    assert city.health() == 200


def test_a_killed_worker_is_started_again(city: Up) -> None:
    assert eventually(lambda: city.children("worker"))
    (worker,) = city.children("worker")
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: city.children("worker") not in ([], [worker]))
    assert "worker" in city.said().split("Ready:")[1]
    assert city.health() == 200


def test_commands_share_the_database_with_the_running_service(city: Up) -> None:
    assert json_of(gongxin(city.home, "department", "list", "--json")) == {
        "total": 0,
        "departments": [],
    }
    assert city.health() == 200
    assert postgres_runs(city.home)


def test_a_port_in_use_is_named(city: Up, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = gongxin(tmp_path / "home", "up", "--port", str(port))
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert not postgres_runs(tmp_path / "home")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything(number: int, new_home: NewHome) -> None:
    home = new_home("home")
    up = Up(home).wait_until_ready()
    children = up.children("web") + up.children("worker")
    assert len(children) == 2
    assert up.stop(number) == 0
    assert up.health() == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    assert not postgres_runs(home), up.said()
    assert "Traceback" not in up.said()


def test_killed_outright_it_takes_its_children_along_and_starts_again(new_home: NewHome) -> None:
    home = new_home("home")
    up = Up(home).wait_until_ready()
    children = up.children("web") + up.children("worker")
    up.stop(signal.SIGKILL)
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
    again = Up(home).wait_until_ready()
    assert again.health() == 200
    assert again.stop() == 0
    assert not postgres_runs(home), again.said()


def test_it_uses_the_database_that_database_url_names(new_home: NewHome, tmp_path: Path) -> None:
    server = EmbeddedPostgres(new_home("server"))
    try:
        up = Up(tmp_path / "home", url=server.uri).wait_until_ready()
        assert up.health() == 200
        assert not (tmp_path / "home" / "postgres").exists()
        assert up.stop() == 0
        assert postgres_runs(tmp_path / "server")
    finally:
        server.leave()
    assert not postgres_runs(tmp_path / "server")


def test_a_home_too_deep_for_a_socket_works(tmp_path: Path) -> None:
    home = tmp_path.joinpath(*["很深的目录"] * 8)
    server = EmbeddedPostgres(home)
    assert "host=" in server.uri
    server.leave()
    assert not postgres_runs(home)
