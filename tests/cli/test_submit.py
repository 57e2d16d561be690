from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli import penalties
from tests.cli.penalties import DEPARTMENT
from tests.cli.running import gongxin, json_of

COUNTS = ("rows", "accepted", "rejected", "refused_persons", "linked", "unlinked", "unchanged")


@pytest.fixture(scope="module")
def office(prepared_office: Callable[[str], Path]) -> Path:
    """A home with one department, shared by the tests of this module."""
    return prepared_office("submit")


def submit(home: Path, file: Path, *more: str, item: str = "penalty") -> tuple[int, dict[str, Any]]:
    done = gongxin(home, "submit", item, str(file), "--from", DEPARTMENT, "--json", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, json_of(done)


def test_a_file_is_filed_and_the_same_file_again_is_not(office: Path, tmp_path: Path) -> None:
    file = penalties.write(tmp_path / "好.csv", [penalties.row(n) for n in range(5)])
    code, first = submit(office, file, "--wait")
    assert (code, first["state"]) == (0, "filed")
    assert [first[name] for name in COUNTS] == [5, 5, 0, 0, 5, 0, 0]
    code, again = submit(office, file, "--wait")
    assert (code, again["state"]) == (0, "filed")
    assert [again[name] for name in COUNTS] == [5, 5, 0, 0, 5, 0, 5]
    assert again["duplicate_of"] == first["submission"]


def test_faults_end_with_1_and_true_counts(office: Path, tmp_path: Path) -> None:
    code, told = submit(office, penalties.mixed_file(tmp_path / "有错.csv"), "--wait")
    assert (code, told["state"]) == (1, "partly_filed")
    assert (told["rows"], told["accepted"], told["rejected"]) == (300, 298, 1)
    assert told["refused_persons"] == 1


def test_a_refused_file_says_why_and_files_nothing(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "图片.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    code, told = submit(office, file, "--wait")
    assert (code, told["state"], told["accepted"]) == (1, "rejected", 0)
    assert told["error"]["code"]
    assert told["error"]["message"]


def test_without_wait_it_is_received(office: Path, tmp_path: Path) -> None:
    file = penalties.write(tmp_path / "慢.csv", [penalties.row(900)])
    code, told = submit(office, file)
    assert (code, told["state"], told["rows"]) == (0, "received", 0)
    code, next_one = submit(
        office, penalties.write(tmp_path / "次.csv", [penalties.row(901)]), "--wait"
    )
    assert (code, next_one["state"]) == (0, "filed")
    code, repeated = submit(office, file, "--wait")
    assert repeated["unchanged"] == 1, "an earlier file is worked on before a later one"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["penalties", "FILE", "--from", DEPARTMENT], "unknown_item"),
        (["penalty", "FILE", "--from", "nobody"], "unknown_department"),
        (["penalty", "no-such-file.csv", "--from", DEPARTMENT], "no_file"),
        (["penalty", "FILE", "--from", DEPARTMENT, "--received-on", "昨天"], "bad_date"),
        (
            ["penalty", "FILE", "--from", DEPARTMENT, "--received-on", "2199-01-01"],
            "received_in_future",
        ),
    ],
)
def test_a_wrong_call_ends_with_2(
    office: Path, tmp_path: Path, arguments: list[str], error: str
) -> None:
    file = penalties.write(tmp_path / "好.csv", [penalties.row(1)])
    words = [str(file) if word == "FILE" else word for word in arguments]
    done = gongxin(office, "submit", *words, "--json")
    assert done.returncode == 2
    assert json_of(done)["error"]["code"] == error
    assert done.stderr.strip()
