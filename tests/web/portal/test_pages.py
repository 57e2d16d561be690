from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.portal.conftest import FileRecord

from gongxin.apps.subjects.models import Subject
from gongxin.law.load import load_catalogue

STATIC_PAGES = ("/", "/search", "/catalogue", "/principles", "/contest", "/permits", "/penalties")


@pytest.mark.parametrize("address", STATIC_PAGES)
def test_pages_in_both_languages(client: Client, db: None, address: str) -> None:
    chinese = client.get(address)
    assert chinese.status_code == 200
    assert '<html lang="zh-CN">' in chinese.content.decode()
    english = client.get(address, {"lang": "en"})
    page = english.content.decode()
    assert '<html lang="en">' in page
    assert english["Content-Language"] == "en"
    assert "查询组织" not in page
    assert '<main class="frame" id="main"' in page


def test_home_shows_what_is_new_with_its_end(
    client: Client, subject: Subject, file_record: FileRecord
) -> None:
    record = file_record(subject)
    page = client.get("/").content.decode()
    assert f'href="/records/{record.uid}"' in page
    assert subject.name in page
    assert str(record.public_until) in page
    assert 'href="/contest"' in page


def test_the_language_chosen_is_remembered(client: Client, db: None) -> None:
    response = client.post("/language/", {"language": "en", "next": "/permits?text=x"})
    assert response.status_code == 302
    assert response["Location"] == "/permits?text=x"
    assert '<html lang="en">' in client.get("/principles").content.decode()
    client.get("/principles", {"lang": "zh"})
    assert '<html lang="zh-CN">' in client.get("/principles").content.decode()


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_the_language_switch_leads_nowhere_else(client: Client, db: None, target: str) -> None:
    response = client.post("/language/", {"language": "en", "next": target})
    assert response["Location"] == "/"


def test_the_switch_comes_back_to_the_page_without_lang(client: Client, db: None) -> None:
    page = client.get("/permits", {"lang": "en", "text": "晨光"}).content.decode()
    assert 'name="next" value="/permits?text=%E6%99%A8%E5%85%89"' in page


def test_catalogue_and_item_pages_for_every_item(client: Client, db: None) -> None:
    overview = client.get("/catalogue").content.decode()
    for item in load_catalogue().items.values():
        assert f'href="/catalogue/{item.id}"' in overview
        for language in ("zh", "en"):
            page = client.get(f"/catalogue/{item.id}", {"lang": language}).content.decode()
            assert item.title.of(language) in page
            assert item.bases[0].document.of(language) in page
            assert all(field.code in page for field in item.fields)
        assert "the row is sent back" in page
    assert client.get("/catalogue/gossip").status_code == 404


def test_the_template_is_a_workbook(client: Client, db: None, tmp_path: Path) -> None:
    response = client.get("/catalogue/penalty/template.xlsx")
    assert "penalty.xlsx" in response["Content-Disposition"]
    path = tmp_path / "penalty.xlsx"
    path.write_bytes(response.content)
    cells = [
        str(cell)
        for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)
        for cell in row
    ]
    assert any("行政处罚决定书文号" in cell for cell in cells)


def test_an_item_added_as_yaml_has_all_its_pages(
    client: Client,
    subject: Subject,
    file_record: FileRecord,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honour = (
        Path(load_catalogue.__code__.co_filename).parent.parent / "packs/national/items/honour.yaml"
    )
    text = honour.read_text(encoding="utf-8").replace("id: honour", "id: city-award", 1)
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "city-award.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GONGXIN_PACKS", str(tmp_path))
    record = file_record(subject, "city-award")
    for address in (
        "/catalogue/city-award",
        "/catalogue/city-award/template.xlsx",
        "/records/city-award",
        f"/records/{record.uid}",
    ):
        assert client.get(address).status_code == 200, address
    assert f"/records/{record.uid}" in client.get(f"/subjects/{subject.code}").content.decode()
    assert "/catalogue/city-award" in client.get("/catalogue").content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "没有找到这个页面"), ("en", "Page not found")]
)
def test_404_in_both_languages(client: Client, db: None, language: str, said: str) -> None:
    response = client.get("/nowhere", {"lang": language})
    assert response.status_code == 404
    assert said in response.content.decode()


def test_500_has_no_traceback(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("gongxin.web.portal.views.home.latest", broken)
    client.raise_request_exception = False
    for language, said in (("zh", "系统出错了"), ("en", "Something went wrong on our side")):
        response = client.get("/", {"lang": language})
        page = response.content.decode()
        assert response.status_code == 500
        assert said in page
        assert "secret" not in page
        assert "Traceback" not in page


def test_a_slash_too_many_is_forgiven(client: Client, db: None) -> None:
    response = client.get("/permits/?text=x")
    assert response.status_code == 302
    assert response["Location"] == "/permits?text=x"
    assert client.get("/nowhere/").status_code == 404


def test_public_pages_set_no_cookie_and_are_not_kept_by_shared_caches(
    client: Client, db: None
) -> None:
    for address in STATIC_PAGES:
        response = client.get(address)
        assert not response.cookies, address
        assert "private" in response["Cache-Control"], address


def test_only_reading_is_allowed(client: Client, db: None) -> None:
    for address in STATIC_PAGES:
        assert client.post(address).status_code == 405, address
