"""A real PostgreSQL for every test run: embedded, or the one that ``DATABASE_URL`` names."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from gongxin.apps.accounts.models import Department, User
from gongxin.config.postgres import TUNING, EmbeddedPostgres
from gongxin.config.settings import database_settings
from gongxin.core.identifiers import uscc

SOMETIMES_LOST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
TEST_SERVER = {**TUNING, **SOMETIMES_LOST, "max_wal_size": "1GB", "shared_buffers": "128MB"}

ODD_NAME = "gx [1] 信用"  # which an engine might take for a pattern


def pytest_configure(config: pytest.Config) -> None:
    """Keep everything that tests write out of the working copy."""
    folder = Path(tempfile.mkdtemp(prefix=f"{ODD_NAME}-"))
    os.environ["GONGXIN_HOME"] = str(folder)
    settings.GONGXIN_HOME = folder
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Point Django at the server of this run before the test database is made."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    folder = Path(tempfile.mkdtemp(prefix="gx-db-"))
    server = EmbeddedPostgres(folder, TEST_SERVER)
    settings.DATABASES["default"].update(database_settings(server.uri))
    yield
    server.leave()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _no_job_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Jobs that a test with real transactions queued go with it: Django flushes its own tables only."""
    yield
    marker = request.node.get_closest_marker("django_db")
    committing = marker is not None and marker.kwargs.get("transaction")
    if committing or {"transactional_db", "live_server"} & set(request.fixturenames):
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    folder = tmp_path / ODD_NAME
    folder.mkdir()
    monkeypatch.setattr(settings, "GONGXIN_HOME", folder)
    monkeypatch.setenv("GONGXIN_HOME", str(folder))
    return folder


def department_code(number: int) -> str:
    """The valid code of an invented government body in the fictional city."""
    return uscc.make("11", "329900", f"{number:08d}")


@pytest.fixture
def department(db: None) -> Department:
    """A department that may submit."""
    return Department.objects.create(
        code=department_code(43001001),
        name="公信市市场监督管理局",
        name_en="Gongxin City Administration for Market Regulation",
        sector="market_supervision",
        region="329900",
    )


@pytest.fixture
def other_department(db: None) -> Department:
    """Another department, which must not see the first one's work."""
    return Department.objects.create(
        code=department_code(43001002),
        name="公信市生态环境局",
        name_en="Gongxin City Bureau of Ecology",
        sector="environment",
        region="329900",
    )


@pytest.fixture
def credit_office(db: None) -> Department:
    """The credit office, which sees every department's work."""
    return Department.objects.create(
        code=department_code(43001000),
        name="公信市信用办",
        name_en="Gongxin City Credit Office",
        sector="credit",
        region="329900",
        is_credit_office=True,
    )


@pytest.fixture
def clerk(department: Department) -> User:
    """A clerk of ``department``; password ``clerk-password``."""
    return User.objects.create_user("clerk", password="clerk-password", department=department)


@pytest.fixture
def other_clerk(other_department: Department) -> User:
    """A clerk of ``other_department``."""
    return User.objects.create_user("other", password="other-password", department=other_department)


@pytest.fixture
def credit_officer(credit_office: Department) -> User:
    """Someone at the credit office; password ``credit-password``."""
    return User.objects.create_user("credit", password="credit-password", department=credit_office)
