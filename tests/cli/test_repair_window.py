"""``gongxin repair-window``: what it says to people, what it refuses, and days nobody can know."""

import json
from datetime import timedelta
from typing import Any

import pytest

from gongxin.cli import main
from gongxin.core import workdays
from gongxin.law.load import load_sectors

KEYS = {
    "class", "published", "from", "shortest_end", "longest_end", "repairable_from", "visible_on",
    "rule", "basis", "verified",
}  # fmt: skip


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*words: str) -> tuple[int, dict[str, Any]]:
        code = main(["repair-window", *words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return ask


def test_the_answer_has_every_key(asked: Any) -> None:
    code, told = asked("--decided", "2026-04-10", "--kind", "罚款", "--on", "2027-04-11")
    assert code == 0
    assert set(told) >= KEYS
    assert (told["longest_end"], told["visible_on"]) == ("2027-04-10", False)
    assert "第36号" in told["basis"]
    assert told["verified"] is False


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--decided", "2026-04-10", "--kind", "体罚"], "unknown_kind", "警告、通报批评、罚款"),
        (["--decided", "2026-04-10", "--kind", "罚款、体罚"], "unknown_kind", "体罚"),
        (["--decided", "2026-04-10", "--kind", "行政拘留"], "refused_kind", "自然人"),
        (["--decided", "2026-04-10", "--kind", "罚款;行政拘留"], "refused_kind", "自然人"),
        (["--decided", "2026-04-10", "--kind", "6"], "refused_kind", "自然人"),
        (["--decided", "2026-04-10", "--kind", " "], "unknown_kind", "罚款"),
        (["--decided", "2026-04-10"], "no_kind", "--list"),
        (["--decided", "2026-02-30", "--kind", "罚款"], "bad_date", "2026-02-30"),
        (["--decided", "明天", "--kind", "罚款"], "bad_date", "--decided"),
        (["--decided", "2026-04-10", "--kind", "罚款", "--on", "x"], "bad_date", "--on"),
        (["--decided", "2026-04-10", "--kind", "罚款", "--fine", "-1"], "bad_fine", "-1"),
        (["--decided", "2026-04-10", "--kind", "罚款", "--fine", "nan"], "bad_fine", "nan"),
        (
            ["--decided", "2026-04-10", "--kind", "罚款", "--sector", "月球"],
            "unknown_sector",
            "market",
        ),
    ],
)
def test_a_wrong_call_says_what_is_accepted(
    asked: Any, words: list[str], code: str, says: str
) -> None:
    exit_code, told = asked(*words)
    assert exit_code == 2
    assert told["error"]["code"] == code
    assert says in told["error"]["message"]
    assert told["error"]["message_en"]


@pytest.mark.parametrize(
    "words", [["--procedure", "secret"], ["--list", "black"], ["--duties", "x"]]
)
def test_an_unknown_choice_is_a_wrong_call(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["repair-window", "--decided", "2026-04-10", "--kind", "罚款", *words])
    assert stopped.value.code == 2


def test_every_sector_is_accepted_in_every_spelling(asked: Any) -> None:
    for sector in load_sectors().values():
        for word in sector.spellings:
            code, told = asked("--decided", "2026-04-10", "--kind", "罚款", "--sector", word)
            assert code == 0
            assert told["sector"] == sector.id


def test_working_days_past_the_known_calendar_are_not_before(asked: Any) -> None:
    decided = (workdays.known_until + timedelta(days=30)).isoformat()
    _, told = asked("--decided", decided, "--kind", "罚款")
    assert told["not_before"] == ["answer_by"]
    _, told = asked("--decided", "2026-04-10", "--kind", "罚款")
    assert told["not_before"] == []
    assert told["answer_by"] == "2026-07-24", "ten working days after 10 July"
    _, told = asked("--decided", "2026-05-12", "--list", "serious", "--sector", "wages")
    assert told["not_before"] == ["repairable_from", "answer_by"], "counted from the correction"


def test_people_are_told_in_their_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["repair-window", "--decided", "2026-08-31", "--kind", "罚款", "--on", "2026-12-01"]
    said = {}
    for language in ("zh_CN.UTF-8", "en_GB.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        assert main(words) == 0
        said[language[:2]] = capsys.readouterr().out
    assert "2026-08-31 至 2027-08-31（最后一个公示日）" in said["zh"]
    assert "2026-11-30 起" in said["zh"]
    assert "Published: 2026-08-31 to 2027-08-31 (the last public day)" in said["en"]
    assert "Published" not in said["zh"]


def test_open_duties_and_unused_options_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    decided = ["repair-window", "--decided", "2026-08-31"]
    assert main([*decided, "--kind", "罚款", "--duties", "open"]) == 0
    assert "cannot be repaired now; after that, from 2026-11-30" in capsys.readouterr().out
    assert main([*decided, "--kind", "警告", "--fine", "3"]) == 0
    assert "--fine is not used" in capsys.readouterr().err
    assert main([*decided, "--list", "abnormal", "--kind", "警告"]) == 0
    assert "not used" in capsys.readouterr().err
