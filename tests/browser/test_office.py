"""The officers: rows that wait for a link, what the credit office sees, what a clerk may not."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewVisitor
from tests.browser.penalties import file_without_codes, organisation
from tests.browser.reading import punished
from tests.browser.test_submitting import hand_in, wait_for_result
from tests.browser.visitor import Visitor


@pytest.mark.parametrize(
    ("language", "width", "number", "trades"),
    [
        ("zh", 1280, 81000, ["骊珣", "骊珧", "骊琤"]),
        ("en", 390, 82000, ["岷珣", "岷珧", "岷琤"]),
    ],
)
def test_waiting_rows(
    visitor: NewVisitor, tmp_path: Path, language: str, width: int, number: int, trades: list[str]
) -> None:
    linked, created, returned = (organisation(number + n, t) for n, t in enumerate(trades))
    names = [one.name for one in (linked, created, returned)]
    officer = visitor(language=language, width=width)
    known = punished(officer)
    officer.sign_in("market")
    officer.go("/office/submit/")
    hand_in(officer, file_without_codes(tmp_path, number, names))
    wait_for_result(officer)
    officer.follow(officer.page.locator(".counts a[href='/office/queue/']"))

    open_row(officer, linked.name)
    officer.page.locator("#q").fill(known.code)
    officer.follow(officer.button("查找"))
    officer.follow(officer.page.locator(".candidates form button").first)
    done(officer, linked.name)

    open_row(officer, created.name)
    form = officer.page.locator("form[action$='/create/']")
    form.locator("[name=code]").fill(created.code[:-1])
    form.locator("[name=reason]").fill("已核对营业执照。")
    with officer.expecting(422):
        officer.follow(form.get_by_role("button"))
    expect(officer.page.locator(".panel--bad, .field__problem").first).to_be_visible()
    form.locator("[name=code]").fill(created.code)
    officer.follow(form.get_by_role("button"))
    done(officer, created.name)

    open_row(officer, returned.name)
    form = officer.page.locator("form[action$='/send-back/']")
    form.locator("textarea").fill("注册号查无此户，请补统一社会信用代码。")
    officer.follow(form.get_by_role("button"))
    done(officer, returned.name)
    officer.go("/office/queue/returned/")
    expect(officer.main).to_contain_text(returned.name)
    officer.sign_out()

    anyone = visitor(language=language, width=width)
    anyone.go(f"/subjects/{created.code}")
    expect(anyone.page.locator("section[aria-labelledby=penalty] tbody tr").first).to_be_visible()


def open_row(officer: Visitor, name: str) -> None:
    """Opens one of the waiting rows, to look for another organisation than those offered."""
    row = officer.page.locator("section.waiting", has_text=name)
    officer.follow(row.locator("a.button"))
    expect(officer.page.locator("h1")).to_have_text(name)


def done(officer: Visitor, name: str) -> None:
    """Back at the queue, which says what was done and no longer has the row."""
    assert officer.page.url.endswith("/office/queue/")
    expect(officer.page.locator("[role=status] .panel--good")).to_contain_text(name)
    expect(officer.page.locator("section.waiting", has_text=name)).to_have_count(0)


def test_the_credit_office_sees_all_and_a_clerk_only_the_own(visitor: NewVisitor) -> None:
    office = visitor()
    office.sign_in("credit")
    office.go("/office/submissions/")
    departments = office.page.locator("#department option").all_inner_texts()
    assert {"公信市市场监督管理局", "公信市生态环境局"} <= set(departments)
    office.page.locator("#department").select_option(label="公信市生态环境局")
    office.follow(office.button("筛选"))
    link = office.page.locator("table tbody a").first
    path = str(link.get_attribute("href"))
    office.follow(link)
    expect(office.page.locator(".counts")).to_be_visible()

    clerk = visitor()
    clerk.sign_in("market")
    clerk.go("/office/submissions/")
    expect(clerk.main).not_to_contain_text("生态环境局")
    for denied in (path, f"{path}records/"):
        with clerk.expecting(403, 404):
            clerk.go(denied)
        expect(clerk.main).not_to_contain_text(re.compile("Traceback|Django"))
        expect(clerk.page.locator(".counts, table")).to_have_count(0)
    with clerk.expecting(403, 404):
        answer = clerk.page.request.get(f"{path}workbook.xlsx")
    assert answer.status in (403, 404)


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_gets_in_with_a_wrong_password(visitor: NewVisitor, width: int) -> None:
    stranger = visitor(language="en", width=width)
    stranger.go("/office/submissions/")
    assert "/office/login/" in stranger.page.url
    stranger.page.locator("#id_username").fill(f"nobody{width}")
    stranger.page.locator("#id_password").fill("guess")
    with stranger.expecting(401, 403, 422):
        stranger.follow(stranger.button("登录"))
    expect(stranger.page.locator("[role=alert], .field__problem").first).to_be_visible()
    assert "/office/login/" in stranger.page.url
