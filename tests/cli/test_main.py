from pathlib import Path

import pytest
from tests.cli.running import gongxin, json_of

from gongxin.cli import COMMANDS, main


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("words", [[], ["frobnicate"]])
def test_no_command_and_an_unknown_one_are_wrong_calls(words: list[str]) -> None:
    assert main(words) == 2


@pytest.mark.parametrize("url", ["mysql://x", "postgresql://nobody@127.0.0.1:9/none"])
def test_an_address_without_a_database_is_explained(url: str, tmp_path: Path) -> None:
    done = gongxin(tmp_path, "search", "公信", "--json", url=url)
    assert done.returncode == 2
    assert json_of(done)["error"]["code"] == "database_unavailable"
    assert "Traceback" not in done.stderr


def test_a_home_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = gongxin(tmp_path / "file", "up", "--port", "1")
    assert done.returncode == 2
    assert str(tmp_path / "file") in done.stderr


def test_a_fault_of_ours_gets_a_number_that_the_log_knows(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    (tmp_path / "postgres.users").mkdir()
    done = gongxin(tmp_path, "search", "公信", "--json")
    assert done.returncode == 3
    error = json_of(done)["error"]
    assert error["code"] == "internal"
    assert "Traceback" not in done.stderr
    log = (tmp_path / "logs" / "failures.log").read_text()
    assert "Traceback" in log
    assert any(word in log for word in error["message"].replace("（", " ").split())
