"""Items that lie in the lake: filed once, replaced by key, safe against a crash, shown as figures."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import duckdb
import pytest

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.intake import healing, storage
from gongxin.apps.intake.actions import process_submission as processing
from gongxin.apps.intake.actions.receive_submission import receive_submission
from gongxin.apps.intake.filing import lake_rows
from gongxin.apps.intake.models import Submission
from gongxin.apps.intake.working import give_up
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, credit_file
from gongxin.apps.records.visibility import AUTHORISED, FULL, PUBLIC, Viewer, shown_items
from gongxin.apps.subjects.models import Subject
from gongxin.core.identifiers import uscc
from gongxin.law.load import load_catalogue

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = (uscc.make("91", "329901", f"MA0000{n}0") for n in (7, 8))
HEADER = "税票号码,信用主体名称,统一社会信用代码,税种,所属期,实缴金额（万元）,入库日期"
Hand = Callable[..., Submission]


def line(number: int, code: str, month: str, amount: str) -> str:
    name = "公信市沐禾机械有限公司" if code else "公信市无名食品有限公司"
    return f"P{number},{name},{code},增值税,{month},{amount},{month}-15"


@pytest.fixture
def hand(clerk: User, department: Department, home: Path) -> Hand:
    """Hands in lines of tax payments as the clerk and processes them."""

    def hand_in(*lines: str, process: bool = True) -> Submission:
        submission = receive_submission(
            item_id="tax-payment",
            department=department,
            officer=clerk,
            filename="纳税.csv",
            stream=BytesIO("\n".join([HEADER, *lines]).encode()),
            channel="office",
        )
        if process and submission.state not in Submission.FINISHED:
            processing.process_submission(submission.pk)
            submission.refresh_from_db()
        return submission

    return hand_in


def held(home: Path) -> list[tuple[object, ...]]:
    files = [str(path) for path in lake_rows.lake().files("tax-payment")]
    if not files:
        return []
    return duckdb.sql(
        f"SELECT SK_PZH, subject, SK_JE FROM read_parquet({files}) ORDER BY 1, 2, 3"
    ).fetchall()


def test_rows_go_to_the_lake_and_not_to_the_records(hand: Hand, home: Path) -> None:
    one = hand(line(1, FIRST, "2026-09", "1.5"), line(2, "", "2026-09", "2"), "P3,,,,,,")
    assert (one.state, one.accepted, one.linked, one.unlinked) == ("partly_filed", 2, 1, 1)
    assert held(home) == [("P1", FIRST, "1.5"), ("P2", None, "2")]
    assert not Record.objects.filter(item="tax-payment").exists()
    (path,) = lake_rows.lake().files("tax-payment")
    assert path.name == f"{one.pk}.parquet"
    assert path.parent.name == f"month={one.received_on:%Y-%m}"


def test_the_same_rows_twice_file_nothing_twice(hand: Hand, home: Path) -> None:
    rows = [line(1, FIRST, "2026-09", "1.5"), line(2, SECOND, "2026-09", "2")]
    hand(*rows)
    again = hand(*rows)
    assert again.duplicate_of_id is not None
    other = hand(*rows, line(3, SECOND, "2026-10", "3"))
    assert (other.accepted, other.unchanged) == (3, 2)
    assert [row[0] for row in held(home)] == ["P1", "P2", "P3"]
    shuffled = hand(*reversed(rows))
    assert (shuffled.accepted, shuffled.unchanged) == (2, 2)
    assert len(lake_rows.lake().files("tax-payment")) == 2


def test_a_resubmission_replaces_by_key(hand: Hand, home: Path) -> None:
    hand(line(1, FIRST, "2026-09", "1.5"), line(2, FIRST, "2026-09", "2"))
    hand(line(2, SECOND, "2026-09", "4"))
    assert held(home) == [("P1", FIRST, "1.5"), ("P2", SECOND, "4")]
    hand(line(1, FIRST, "2026-09", "9"))
    assert held(home) == [("P1", FIRST, "9"), ("P2", SECOND, "4")]
    assert len(lake_rows.lake().files("tax-payment")) == 2  # a file without rows is gone


def broken_off(monkeypatch: pytest.MonkeyPatch, step: str, submission: Submission) -> None:
    """Begins a submission whose process is killed at a step."""

    def killed(*anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(processing, step, killed)
        with pytest.raises(KeyboardInterrupt):
            processing.process_submission(submission.pk)


def test_a_crash_after_the_commit_is_made_good(
    hand: Hand, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(line(1, FIRST, "2026-09", "1.5"))
    corrected = hand(line(1, FIRST, "2026-09", "2"), process=False)
    broken_off(monkeypatch, "settle", corrected)
    assert held(home) == [("P1", FIRST, "1.5")]
    healing.heal()
    assert held(home) == [("P1", FIRST, "2")]
    healing.heal()
    assert held(home) == [("P1", FIRST, "2")]
    assert not storage.raw_folder(corrected.pk).exists()


def test_a_crash_before_the_commit_leaves_nothing(
    hand: Hand, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(line(1, FIRST, "2026-09", "1.5"))
    broken = hand(line(1, FIRST, "2026-09", "2"), process=False)
    broken_off(monkeypatch, "_finish", broken)
    healing.heal()
    assert held(home) == [("P1", FIRST, "1.5")]
    processing.process_submission(broken.pk)
    assert held(home) == [("P1", FIRST, "2")]


def test_what_was_put_aside_for_a_submission_that_was_given_up_is_dropped(
    hand: Hand, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(line(1, FIRST, "2026-09", "1.5"))
    broken = hand(line(1, FIRST, "2026-09", "2"), process=False)
    broken_off(monkeypatch, "_finish", broken)
    give_up(broken.pk, None)
    healing.heal()
    assert held(home) == [("P1", FIRST, "1.5")]
    assert not list((home / "lake" / "items" / "tax-payment").glob(".*"))


def figures(viewer: Viewer, code: str = FIRST) -> dict[str, str]:
    file = credit_file(Subject.objects.get(code=code), viewer=viewer, as_of=as_of())
    assert "tax-payment" not in file.counts
    return {one.code: value for item in file.aggregates for one, value in item.figures}


def test_credit_files_show_figures_to_those_who_may_see_them(
    hand: Hand, other_department: Department
) -> None:
    hand(
        line(1, FIRST, "2026-09", "1.5"),
        line(2, FIRST, "2026-09", "0.25"),
        line(3, FIRST, "2026-10", "2"),
        line(4, FIRST, "2024-10", "50"),
        line(5, SECOND, "2026-10", "7"),
    )
    shown = {"MONTHS": "2", "TOTAL": "3.75", "LAST": "2026-10"}
    assert figures(AUTHORISED) == figures(FULL) == shown
    assert figures(Viewer("full", other_department)) == shown
    own = Viewer("authorised", subject_id=Subject.objects.get(code=FIRST).pk)
    assert figures(own) == shown
    assert figures(PUBLIC) == figures(own, SECOND) == {}


def test_no_list_offers_records_of_the_lake() -> None:
    assert load_catalogue().item("tax-payment").storage == "lake"
    assert "tax-payment" not in shown_items(FULL)
