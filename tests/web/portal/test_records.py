import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from tests.web.portal.conftest import FileRecord, MakeSubject

from gongxin.apps.accounts.models import Department
from gongxin.apps.subjects.models import Subject
from gongxin.core.dates import legal_today
from gongxin.law.load import load_catalogue


def body(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


@pytest.mark.parametrize("address", ["/permits", "/penalties", "/records/honour"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_list_says_what_was_searched(
    client: Client, db: None, address: str, language: str
) -> None:
    page = body(client, address, lang=language)
    assert ("没有符合条件的记录" if language == "zh" else "No records match") in page
    assert ("截至" if language == "zh" else "As of") in page


def test_every_item_of_the_catalogue_has_its_list(client: Client, db: None) -> None:
    for item in load_catalogue().items.values():
        if item.publicity.scope == "public":
            assert item.title.zh in body(client, f"/records/{item.id}")


def test_filters_narrow(
    client: Client, make_subject: MakeSubject, file_record: FileRecord, department: Department
) -> None:
    near, far = (
        make_subject(1, "公信市晨光机械有限公司"),
        make_subject(2, "公信市远航物流有限公司", "329902"),
    )
    file_record(near, fields={"CF_CFLB": "罚款", "CF_WSH": "一号"})
    file_record(
        far,
        fields={"CF_CFLB": "没收违法所得", "CF_WSH": "二号"},
        decided_on=legal_today() - timedelta(days=90),
    )
    month_ago = (legal_today() - timedelta(days=31)).isoformat()
    for query in (
        {"text": "晨光"},
        {"text": near.code},
        {"kind": "罚款"},
        {"decided_from": month_ago},
    ):
        page = body(client, "/penalties", **query)
        assert near.name in page, query
        assert far.name not in page, query
    page = body(client, "/penalties", decided_to=month_ago)
    assert far.name in page
    assert near.name not in page
    assert near.name in body(client, "/penalties", department=department.code)


def test_regions_are_those_of_the_city(
    client: Client, make_subject: MakeSubject, file_record: FileRecord, credit_office: Department
) -> None:
    near, far = (
        make_subject(1, "公信市晨光机械有限公司"),
        make_subject(2, "公信市远航物流有限公司", "329902"),
    )
    file_record(near)
    file_record(far)
    page = body(client, "/penalties", region="329901")
    assert near.name in page
    assert far.name not in page
    assert '<option value="329901" selected>' in page
    assert '<option value="3299">' in page
    both = body(client, "/penalties", region="3299")
    assert near.name in both
    assert far.name in both


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"decided_from": "2026-02-30"}, "日期应写作"),
        ({"decided_from": "2026-02-02", "decided_to": "2026-02-01"}, "早于开始日期"),
        ({"kind": "口头教育"}, "不在可选范围内"),
        ({"department": "x"}, "不在可选范围内"),
        ({"region": "110000"}, "不在可选范围内"),
        ({"page": "0"}, "页码应为"),
        ({"page": "-1"}, "页码应为"),
    ],
)
def test_a_filter_that_cannot_be_understood_searches_nothing(
    client: Client, subject: Subject, file_record: FileRecord, query: dict[str, str], said: str
) -> None:
    file_record(subject)
    response = client.get("/penalties", query)
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert subject.name not in page


def test_an_unknown_filter_is_named_and_the_list_still_shown(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    file_record(subject)
    page = body(client, "/penalties", colour="red")
    assert "<code>colour</code>" in page
    assert subject.name in page


def test_pages_turn_and_keep_filters(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    for number in range(31):
        file_record(subject, fields={"CF_WSH": f"{number}号"})
    assert "?kind=%E7%BD%9A%E6%AC%BE&amp;page=2" in body(client, "/penalties", kind="罚款")
    second = body(client, "/penalties", page="2")
    assert second.count('class="state state--published"') == 1
    assert "回到最后一页" in body(client, "/penalties", page="9")


def test_an_item_that_is_not_there_is_a_404(client: Client, db: None) -> None:
    response = client.get("/records/gossip")
    assert response.status_code == 404
    assert "信息目录中没有“gossip”" in response.content.decode()


def read_csv(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    response = client.get(address, query)
    assert response.status_code == 200
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_csv_has_the_filtered_rows_and_only_public_fields(
    client: Client, make_subject: MakeSubject, file_record: FileRecord
) -> None:
    near, far = make_subject(1, "公信市晨光机械有限公司"), make_subject(2, "公信市远航物流有限公司")
    record = file_record(near, fields={"CF_FRDB": "李晨光", "BZ": "内部备注"})
    file_record(far)
    rows = read_csv(client, "/records/penalty.csv", text="晨光")
    assert [row["行政相对人名称"] for row in rows] == [near.name]
    assert rows[0]["法定代表人"] == "李*"
    assert rows[0]["记录编号"] == str(record.uid)
    assert rows[0]["公示至"] == str(record.public_until)
    assert "备注" not in rows[0]


def test_csv_cells_cannot_run(client: Client, subject: Subject, file_record: FileRecord) -> None:
    file_record(subject, fields={"CF_WSH": '=HYPERLINK("x")', "CF_SY": "@SUM(1)"})
    row = read_csv(client, "/records/penalty.csv")[0]
    assert row["行政处罚决定书文号"] == '\'=HYPERLINK("x")'
    assert row["违法事实"] == "'@SUM(1)"


def test_csv_runs_over_several_pages(
    client: Client, subject: Subject, file_record: FileRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongxin.web.portal.views.records._EXPORT_SIZE", 2)
    uids = {str(file_record(subject).uid) for _ in range(5)}
    rows = read_csv(client, "/records/penalty.csv", lang="en")
    assert {row["Record number"] for row in rows} == uids


def test_csv_with_a_bad_filter_is_refused(client: Client, db: None) -> None:
    response = client.get("/records/penalty.csv", {"decided_from": "x"})
    assert response.status_code == 400
    assert "日期应写作" in response.content.decode()
