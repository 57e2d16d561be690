"""The repair notice and the repair guide: what they say to whom, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.apps.reports.conftest import FileRecord, MakeSubject, text_of, withdraw

from gongxin.apps.errors import NotFound
from gongxin.apps.records.models import Record
from gongxin.apps.records.queries import as_of, record_by_uid
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.visibility import FULL
from gongxin.apps.reports.leaflet import print_leaflet
from gongxin.apps.reports.repair_guide import repair_guide
from gongxin.apps.reports.repair_notice import repair_notice
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.months import add_months

SITE = "https://credit.example"
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


def view(record: Record) -> RecordView:
    found = record_by_uid(record.uid, viewer=FULL, as_of=as_of())
    assert found is not None
    return found


def notice(record: Record, language: str = "zh") -> str:
    leaflet = repair_notice(view(record), language=language, site=SITE, on=NOW.date())
    return text_of(print_leaflet(leaflet, NOW))


def guide(subject: Subject, language: str = "zh") -> str:
    leaflet = repair_guide(subject, language=language, site=SITE, on=legal_today())
    return text_of(print_leaflet(leaflet, NOW))


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def fine(subject: Subject, file_record: FileRecord) -> Record:
    values = {"CF_WSH": "公市监罚〔2026〕17号", "CF_CFLB": "罚款;警告", "CF_FRDB": "李晨光"}
    return file_record(subject, "penalty", values, decided_on=date(2026, 8, 31))


def test_the_notice_tells_the_dates_and_the_way(fine: Record, subject: Subject) -> None:
    text = notice(fine)
    for said in (
        "信用修复告知书",
        subject.name,
        subject.code,
        "公市监罚〔2026〕17号",
        "罚款、警告",
        "2026-08-31至2027-08-31（最后一个公示日）",
        "2026-11-30起，全部义务履行完毕后",
        "信用承诺书",
        "3个工作日内决定是否受理，10个工作日内答复",
        "不收任何费用",
        "提出异议",
        SITE,
        str(fine.uid),
        "第36号",
    ):
        assert flat(said) in flat(text), said
    assert "李晨光" not in text, "a person is never named"


def test_the_notice_in_english(fine: Record) -> None:
    text = flat(notice(fine, "en"))
    for said in (
        "Notice of Credit Repair",
        "2026-08-31 to 2027-08-31 (the last public day)",
        "from 2026-11-30, once every duty is performed",
        "The commitment letter",
        "It costs nothing",
        '"Fine, Warning"',
    ):
        assert flat(said) in text, said


def test_a_minor_decision_is_told_that_it_is_not_shown(
    subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject, "penalty", {"CF_CFLB": "警告"}, decided_on=date(2026, 8, 31))
    text = flat(notice(record))
    assert "公示期不公示" in text
    assert "2026-08-31起，全部义务履行完毕后" in text


def test_a_list_entry_goes_by_the_lists_own_rule(subject: Subject, file_record: FileRecord) -> None:
    values = {"YZ_MDLB": "拖欠农民工工资失信联合惩戒对象名单"}
    listed = date(2026, 6, 30)
    record = file_record(
        subject, "serious-list", values, decided_on=listed, public_until=date(2029, 6, 30)
    )
    text = flat(notice(record))
    assert "2026-12-30起" in text, "six months"
    assert "自改正之日起算" in text
    assert "人力资源和社会保障部令第45号" in text


def test_market_supervision_has_an_entrance_of_its_own(fine: Record) -> None:
    own = "国家企业信用信息公示系统"
    fine.department.sector = "market_supervision"
    fine.department.save()
    assert own in flat(notice(fine))
    fine.department.sector = "ecology"
    fine.department.save()
    assert own not in flat(notice(fine))


def test_no_notice_without_anything_to_repair(
    subject: Subject, file_record: FileRecord, filed: dict[str, Record]
) -> None:
    unlinked = file_record(None, "penalty")
    gone = file_record(subject, "penalty")
    withdraw(gone)
    for record in (filed["permit"], unlinked, gone):
        with pytest.raises(NotFound, match="no_notice"):
            notice(record)


def test_the_same_notice_is_the_same_bytes(fine: Record) -> None:
    leaflet = repair_notice(view(fine), language="zh", site=SITE, on=NOW.date())
    assert print_leaflet(leaflet, NOW) == print_leaflet(leaflet, NOW)


def test_the_guide_lists_what_can_be_repaired_and_from_when(
    subject: Subject, file_record: FileRecord
) -> None:
    today = legal_today()
    recent, earlier = today - timedelta(days=3), today - timedelta(days=200)
    file_record(subject, "penalty", {"CF_WSH": "甲〔2026〕1号"}, decided_on=recent)
    file_record(subject, "penalty", {"CF_WSH": "乙〔2026〕2号"}, decided_on=earlier)
    over = file_record(subject, "penalty", {"CF_WSH": "丙〔2019〕3号"}, decided_on=date(2019, 3, 1))
    assert over.public_until is not None
    assert over.public_until < today
    text = flat(guide(subject))
    assert "甲〔2026〕1号" in text
    assert "现在可以申请修复" in text
    assert "丙〔2019〕3号" not in text, "it has ended"
    english = flat(guide(subject, "en"))
    assert "Yourrecords,andwhatcanbedoneabouteach" in english


def test_the_guide_is_one_page_and_of_one_organisation(
    subject: Subject, file_record: FileRecord, make_subject: MakeSubject
) -> None:
    other = make_subject(77, "公信市别家有限公司")
    file_record(other, "penalty", {"CF_WSH": "别家〔2026〕9号"})
    for number in range(5):
        file_record(subject, "penalty", {"CF_WSH": f"公市监罚〔2026〕{number}号"})
    text = guide(subject)
    assert "1/1" in flat(text)
    assert "别家" not in text


def test_a_clean_file_says_what_was_searched(subject: Subject) -> None:
    assert "没有需要修复的失信信息" in flat(guide(subject))
    assert "nothinginyourfileneedsrepair" in flat(guide(subject, "en"))


def test_the_day_of_repair_is_the_rules(fine: Record) -> None:
    assert f"{add_months(fine.decided_on, 3)}起" in flat(notice(fine))
