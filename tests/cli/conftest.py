import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.penalties import DEPARTMENT
from tests.cli.running import gongxin

from gongxin.config.postgres import EmbeddedPostgres


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database has its shape already, and need not survive a power cut."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    server = EmbeddedPostgres(home)
    try:
        assert gongxin(home, "migrate").returncode == 0
        with (home / "postgres" / "postgresql.auto.conf").open("a") as file:
            file.write("fsync = off\nsynchronous_commit = off\n")
    finally:
        server.leave()
    return home


@pytest.fixture
def new_home(prepared: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Makes home folders as ``prepared``, quickly."""

    def make(name: str) -> Path:
        subprocess.run(["cp", "-a", str(prepared), str(tmp_path / name)], check=True)
        return tmp_path / name

    return make


@pytest.fixture(scope="session")
def prepared_office(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Makes home folders as ``prepared`` with one department that may submit."""
    office = tmp_path_factory.mktemp("office") / "home"
    subprocess.run(["cp", "-a", str(prepared), str(office)], check=True)
    place = ["--sector", "market_supervision", "--region", "329900"]
    done = gongxin(office, "department", "add", DEPARTMENT, "公信市市场监督管理局", *place)
    assert done.returncode == 0, done.stderr

    def make(name: str) -> Path:
        home = tmp_path_factory.mktemp(name) / "home"
        subprocess.run(["cp", "-a", str(office), str(home)], check=True)
        return home

    return make
