"""One Spark cluster for the whole run; without Java it says so, or fails where Spark is required."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.parity.cluster import QUICK, cluster

from gongxin.batch.engine.process import Process, open_process
from gongxin.batch.engine.spark import MASTER, Spark, open_spark

REQUIRED = "GONGXIN_REQUIRE_SPARK"
FEW_ROWS = {"spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "2"}


@pytest.fixture(scope="session")
def java() -> None:
    """What Spark needs."""
    if shutil.which("java") is None:
        said = "NO JAVA: parity of DuckDB and Spark was NOT tested; install openjdk-17-jre-headless"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(said)
        pytest.skip(said)


@pytest.fixture(scope="session")
def spark(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    """A session on a standalone cluster of two workers."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch, cluster(Path(folder)) as address:
        patch.setenv(MASTER, address)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("JDK_JAVA_OPTIONS", QUICK)
        with open_spark() as session:
            for name, value in FEW_ROWS.items():
                session.session.conf.set(name, value)
            yield session


@pytest.fixture(scope="session")
def process() -> Iterator[Process]:
    """A session in this process."""
    with open_process() as session:
        yield session
