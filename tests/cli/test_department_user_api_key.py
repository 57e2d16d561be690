from collections.abc import Callable
from pathlib import Path

from tests.cli.running import gongxin, json_of

from gongxin.core.identifiers import uscc

CODE = uscc.make("11", "329900", "43001001")
ADD = ["--sector", "market_supervision", "--region", "329900", "--json"]


def test_a_department_its_user_and_its_key(new_home: Callable[[str], Path]) -> None:
    home = new_home("home")
    added = gongxin(home, "department", "add", CODE, "公信市市场监管局", *ADD)
    assert (added.returncode, json_of(added)) == (0, {"code": CODE, "name": "公信市市场监管局"})
    again = gongxin(home, "department", "add", CODE, "公信市市场监管局", *ADD)
    assert again.returncode == 2
    assert json_of(again)["error"]["code"] == "department_exists"
    assert CODE in gongxin(home, "department", "list").stdout

    user = ["user", "add", "li", "--department", CODE, "--password-stdin", "--json"]
    weak = gongxin(home, *user, stdin="12345\n")
    assert (weak.returncode, json_of(weak)["error"]["code"]) == (2, "weak_password")
    assert gongxin(home, *user, stdin="a-long-phrase-42\n").returncode == 0

    own = ["user", "add", "qiye", "--subject", CODE, "--password-stdin", "--json"]
    unknown = gongxin(home, *own, stdin="a-long-phrase-42\n")
    assert (unknown.returncode, json_of(unknown)["error"]["code"]) == (2, "no_subject")
    assert gongxin(home, *user, "--subject", CODE).returncode == 2

    key = gongxin(home, "api-key", "add", "--from", CODE, "--label", "前置机")
    assert key.returncode == 0
    assert key.stdout.startswith("gx_")
    assert len(key.stdout.splitlines()) == 1


def test_a_command_for_a_department_that_is_not_there_says_how_to_add_it(
    new_home: Callable[[str], Path],
) -> None:
    done = gongxin(new_home("home"), "api-key", "add", "--from", CODE, "--label", "x", "--json")
    assert done.returncode == 2
    assert f"gongxin department add {CODE}" in json_of(done)["error"]["message"]
