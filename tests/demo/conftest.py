"""A small city, written once for all tests of its files."""

from pathlib import Path

import pytest

from gongxin.demo.city import write_city
from gongxin.demo.organisations import Organisations

SEED = 7


@pytest.fixture(scope="session")
def city_rows() -> int:
    """How many records the small city is asked to have."""
    return 2_400


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, city_rows: int) -> Path:
    """The folder of a city of 200 organisations."""
    folder = tmp_path_factory.mktemp("city") / "files"
    write_city(folder, 200, rows=city_rows, seed=SEED)
    return folder


@pytest.fixture(scope="session")
def organisations() -> Organisations:
    """Two thousand organisations."""
    return Organisations.generate(2_000, SEED)
