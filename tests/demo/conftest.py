"""A small city, written once for all tests of its files."""

from pathlib import Path

import pytest

from gongxin.demo.city import write_city
from gongxin.demo.organisations import Organisations

SIZE, ROWS, SEED = 200, 2400, 7


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city of 200 organisations."""
    folder = tmp_path_factory.mktemp("city") / "files"
    write_city(folder, SIZE, rows=ROWS, seed=SEED)
    return folder


@pytest.fixture(scope="session")
def organisations() -> Organisations:
    """Two thousand organisations."""
    return Organisations.generate(2_000, SEED)
