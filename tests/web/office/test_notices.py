"""The bell, the list of notices, reading them, and the address they are mailed to."""

from django.test import Client

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.notices.actions.send_notice import send_notice
from gongxin.apps.notices.models import Notice
from gongxin.core.text import Text


def told(department: Department, number: int = 1, kind: str = "case") -> Notice:
    return send_notice(
        key=f"{kind}:{number}",
        kind=kind,
        text=Text(f"第 {number} 件", f"Matter {number}"),
        link="/office/queue/",
        department=department,
    )


def test_the_bell_counts_until_it_is_read(at_desk: Client, department: Department) -> None:
    notice = told(department)
    assert "bell__count" in at_desk.get("/office/").text
    response = at_desk.get(f"/office/notices/{notice.pk}/")
    assert response["Location"] == "/office/queue/"
    assert "bell__count" not in at_desk.get("/office/").text


def test_the_list_is_narrowed_and_exported(at_desk: Client, department: Department) -> None:
    told(department)
    told(department, 2, "deadline")
    assert "共 2 条，未读 2 条" in at_desk.get("/office/notices/").text
    page = at_desk.get("/office/notices/?kind=deadline").text
    assert "第 2 件" in page
    assert "第 1 件" not in page
    assert (
        "Matter 2" in at_desk.get("/office/notices.csv?kind=deadline&lang=en").getvalue().decode()
    )


def test_all_are_read_at_once(at_desk: Client, department: Department) -> None:
    told(department)
    assert at_desk.post("/office/notices/read/").status_code == 302
    assert "按这些条件没有找到通知" in at_desk.get("/office/notices/?unread=1").text


def test_another_departments_notice_is_not_there(
    at_other_desk: Client, department: Department
) -> None:
    assert at_other_desk.get(f"/office/notices/{told(department).pk}/").status_code == 404


def test_the_address_is_kept_or_refused_with_a_reason(at_desk: Client, clerk: User) -> None:
    at_desk.post("/office/notices/email/", {"email": "clerk@example.org"})
    clerk.refresh_from_db()
    assert clerk.email == "clerk@example.org"
    refused = at_desk.post("/office/notices/email/", {"email": "nonsense"}, follow=True)
    assert "不是邮箱地址" in refused.text
