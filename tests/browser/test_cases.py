"""An organisation repairs and contests its own records; the department decides; anyone looks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewVisitor
from tests.browser.penalties import Organisation, old_penalties
from tests.browser.test_submitting import hand_in, wait_for_result
from tests.browser.visitor import Visitor


def of_the_user(someone: Visitor) -> Organisation:
    """The organisation that is signed in, as its desk says."""
    name = someone.page.locator("h1").inner_text()
    return Organisation(name, someone.page.locator(".subject__code code").inner_text())


def penalties_filed(clerk: Visitor, about: Organisation, folder: Path, number: int) -> None:
    """The clerk hands in penalties of some months ago."""
    clerk.go("/office/submit/")
    hand_in(clerk, old_penalties(folder, number, about))
    wait_for_result(clerk)


def own_record(someone: Visitor, number: int) -> str:
    """Opens a record from the desk by the number of the decision; its uid."""
    someone.go("/office/desk/")
    someone.follow(someone.page.locator(".endings a", has_text=f"{number}号").first)
    found = re.search(r"records/([0-9a-f-]{36})/", someone.page.url)
    assert found
    return found[1]


def open_from_notice(clerk: Visitor, number: str) -> None:
    """The bell leads to the notices, and the newest of them to the case."""
    clerk.go("/office/")
    expect(clerk.page.locator(".bell__count")).to_be_visible()
    clerk.follow(clerk.page.locator(".bell"))
    clerk.follow(clerk.page.locator(".notices__unread a", has_text=number).first)
    expect(clerk.page.locator(".crumbs")).to_contain_text(number)


def take(clerk: Visitor, verb: str) -> None:
    """Unfolds a step where it is folded, and takes it."""
    form = clerk.page.locator(f"form[action$='/steps/{verb}/']")
    if not form.is_visible():
        clerk.page.locator(".step", has=form).locator("summary").click()
    clerk.follow(form.locator("button"))
    expect(clerk.main.get_by_role("status")).to_be_visible()


@pytest.mark.parametrize(("language", "width", "number"), [("zh", 1280, 81000), ("en", 390, 82000)])
def test_a_repair_and_an_objection_from_filing_to_what_everyone_sees(
    visitor: NewVisitor, tmp_path: Path, language: str, width: int, number: int
) -> None:
    owner, clerk, anyone = (visitor(language=language, width=width) for _ in range(3))
    owner.sign_in("qiye")
    about = of_the_user(owner)
    clerk.sign_in("market")
    penalties_filed(clerk, about, tmp_path, number)

    repaired = own_record(owner, number)
    case = apply_for_repair(owner, repaired, tmp_path)
    open_from_notice(clerk, case)
    take(clerk, "accept")
    anyone.go(f"/records/{repaired}")
    take(clerk, "grant")
    nobody_sees(anyone, repaired, about, number)
    owner.go("/office/cases/?status=closed")
    owner.follow(owner.page.locator(f"a[href$='{case}/']").first)
    expect(owner.page.locator(".summary .state--good")).to_be_visible()
    expect(owner.page.locator(".timeline li")).to_have_count(3)

    corrected = own_record(owner, number + 1)
    case = object_to_content(owner, corrected)
    anyone.go(f"/records/{corrected}")
    pending = {"zh": "异议处理中", "en": "objection pending"}[language]
    expect(anyone.page.locator(".summary .state")).to_contain_text(pending)
    open_from_notice(clerk, case)
    correct_the_fine(clerk)
    everyone_sees_the_correction(anyone, corrected, pending)


def apply_for_repair(owner: Visitor, uid: str, folder: Path) -> str:
    """From the record to the case that the application became; its number."""
    owner.follow(owner.link("申请修复"))
    expect(owner.page.locator(f"#record-{uid}")).to_be_checked()
    proof = folder / "receipt.pdf"
    proof.write_bytes(b"%PDF-1.7\n%%EOF\n")
    owner.page.locator("#proof").set_input_files(proof)
    owner.page.locator("#signed").check()
    owner.follow(owner.button("提交申请"))
    expect(owner.page.locator(".papers")).to_contain_text("receipt.pdf")
    return owner.page.locator(".crumbs [aria-current]").inner_text()


def nobody_sees(anyone: Visitor, uid: str, about: Organisation, number: int) -> None:
    """Neither the record's own page nor the credit file shows it any more."""
    with anyone.expecting(404):
        anyone.go(f"/records/{uid}")
    anyone.go(f"/subjects/{about.code}")
    expect(anyone.main).not_to_contain_text(f"{number}号")


def object_to_content(owner: Visitor, uid: str) -> str:
    """From the record to the case that the objection became; its number."""
    owner.follow(owner.link("提出异议"))
    expect(owner.page.locator("#record")).to_have_value(uid)
    owner.page.locator("#ground-content").check()
    owner.page.locator("#statement").fill("罚款是0.5万元，不是1.5万元。")
    owner.follow(owner.button("提交异议"))
    return owner.page.locator(".crumbs [aria-current]").inner_text()


def correct_the_fine(clerk: Visitor) -> None:
    """Upholds the objection that is open with the right amount."""
    form = clerk.page.locator("form[action$='/steps/correct/']")
    clerk.page.locator(".step", has=form).locator("summary").click()
    form.locator("#field-CF_NR_FK").fill("0.5")
    form.locator("#field-CF_NR").fill("罚款0.5万元")
    form.locator("textarea[name=reason]").fill("录入错误，以决定书为准。")
    take(clerk, "correct")


def everyone_sees_the_correction(anyone: Visitor, uid: str, pending: str) -> None:
    """The mark is gone; the history has both revisions and says what changed."""
    anyone.go(f"/records/{uid}")
    expect(anyone.page.locator(".summary .state")).not_to_contain_text(pending)
    history = anyone.page.locator("table", has=anyone.page.locator("del"))
    expect(history.locator("tbody tr")).to_have_count(2)
    expect(history.locator("ins").first).to_contain_text("0.5")
