"""What is filed has the end that its kinds, procedure, fine, list and department give it."""

from datetime import date

from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import Row, penalty

from gongxin.apps.accounts.models import Department
from gongxin.apps.records.models import Record
from gongxin.law.load import load_catalogue

DECIDED = date(2026, 6, 15)


def decision(number: int, kinds: str, **changed: str) -> Row:
    dates = {"CF_JDRQ": DECIDED.isoformat(), "CF_YXQ": "2030-06-15", "CF_GSJZQ": ""}
    return penalty(number, **{**dates, "CF_CFLB": kinds, "CF_WSH": f"{number}号", **changed})


def windows() -> dict[str, tuple[str, date | None]]:
    return {
        record.fields["CF_WSH"]: (record.severity, record.public_until)
        for record in Record.objects.filter(item="penalty")
    }


def test_market_supervision_shows_other_minor_decisions_for_three_months(hand_in: HandIn) -> None:
    done = hand_in(
        decision(1, "警告", CF_NR_FK=""),
        decision(2, "警告；通报批评", CF_NR_FK=""),
        decision(3, "罚款", CF_NR_FK="0.1", CF_SYCX="简易程序"),
        decision(4, "罚款", CF_NR_FK="0.1", CF_SYCX="一般程序"),
    )
    assert done.accepted == 4, done.error
    assert windows() == {
        "1号": ("minor", None),
        "2号": ("minor", date(2026, 9, 15)),
        "3号": ("minor", date(2026, 9, 15)),
        "4号": ("general", date(2027, 6, 15)),
    }


def test_another_department_goes_by_the_general_rule(
    hand_in: HandIn, department: Department
) -> None:
    department.sector = "ecology"
    department.save()
    hand_in(
        decision(2, "警告；通报批评", CF_NR_FK=""),
        decision(3, "罚款", CF_NR_FK="0.1", CF_SYCX="简易程序"),
        decision(5, "罚款；责令停产停业", CF_NR_FK="3"),
    )
    assert windows() == {
        "2号": ("minor", None),
        "3号": ("minor", None),
        "5号": ("serious", date(2029, 6, 15)),
    }


def test_an_entry_goes_by_the_rule_of_its_list(hand_in: HandIn) -> None:
    item = load_catalogue().item("serious-list")
    usual = {f.code: f.example or "" for f in item.stored_fields if f.required}
    names = ["失信被执行人", "统计严重失信企业", "其他-某名单"]
    rows = [
        {**usual, "YZ_MDLB": name, "YZ_LRRQ": DECIDED.isoformat(), "YZ_XDR_MC": f"公信市{name}公司"}
        for name in names
    ]
    done = hand_in(*rows, item="serious-list")
    assert done.accepted == 3, done.error
    found = Record.objects.filter(item="serious-list").values_list(
        "fields__YZ_MDLB", "public_until"
    )
    assert dict(found) == {
        "失信被执行人": date(2028, 6, 15),
        "统计严重失信企业名单": date(2027, 6, 15),
        "其他-某名单": date(2029, 6, 15),
    }
