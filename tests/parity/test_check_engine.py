"""``gongxin check --engine spark`` from outside: what the other engine says, or why it cannot."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.corpus.make import csv_bytes, item, registered, titled
from tests.parity.cluster import QUICK

OF = item("registration")
HEADLESS = "import sys; sys.modules['pyspark'] = None; import gongxin.cli as c; sys.exit(c.main())"


def table(folder: Path) -> Path:
    """Faults of cells and between rows."""
    rows = [
        registered(1),
        registered(2, DJ_ZCZB="面议", DJ_ZCRQ="2019年2月30日"),
        registered(3, DJ_MC=""),
        registered(4, DJ_SHXYM=registered(4)["DJ_SHXYM"][:-1] + "I"),
        registered(1),
    ]
    path = folder / "table.csv"
    path.write_bytes(csv_bytes(titled(OF, rows)))
    return path


def check(folder: Path, *more: str, **env: str) -> "subprocess.CompletedProcess[str]":
    path = table(folder)
    call = ["check", OF.id, str(path), "--json", "--received-on", "2026-11-20", *more]
    return subprocess.run(
        [sys.executable, "-m", "gongxin.cli", *call],
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parity
@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_both_engines_say_the_same_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "spark-defaults.conf").write_text("spark.sql.adaptive.enabled false\n")
    env = {
        "GONGXIN_SPARK": "local[1]",
        "SPARK_CONF_DIR": str(tmp_path),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "JDK_JAVA_OPTIONS": QUICK,
    }
    ours, theirs = check(tmp_path), check(tmp_path, "--engine", "spark", **env)
    assert (ours.returncode, theirs.returncode) == (1, 1), theirs.stderr
    said, told = json.loads(ours.stdout), json.loads(theirs.stdout)
    assert said.pop("seconds") < told.pop("seconds")
    assert told == said
    assert {issue["rule"] for issue in said["issues"]} >= {"required", "duplicate"}


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    run = check(tmp_path, "--engine", "spark", PATH=str(tmp_path), JAVA_HOME="")
    assert run.returncode == 2
    assert json.loads(run.stdout)["error"]["code"] == "no_java"


def test_without_pyspark_it_says_what_to_install(tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.touch(mode=0o755)
    assert shutil.which("java", path=str(tmp_path))
    call = ["check", OF.id, str(table(tmp_path)), "--json", "--engine", "spark"]
    run = subprocess.run(
        [sys.executable, "-c", HEADLESS, *call],
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert json.loads(run.stdout)["error"]["code"] == "no_spark"
