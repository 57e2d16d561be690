"""The public bulletins."""

import re

import pytest
from django.test import Client

from gongxin.apps.accounts.models import Department, User
from gongxin.apps.quality.actions.publish_bulletin import publish_bulletin
from gongxin.apps.quality.models import Figure
from gongxin.batch.quality.registry import MEASURES

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def bulletin(department: Department, credit_officer: User) -> str:
    """The path of the bulletin of October."""
    for measure in ("validity_rate", "dual_late_rate"):
        Figure.objects.create(
            measure=measure,
            item="penalty",
            department=department,
            region="329900",
            month="2026-10",
            numerator=6,
            denominator=10,
        )
    publish_bulletin(officer=credit_officer, period="2026-10")
    return "/bulletins/2026-10"


def test_the_list_defines_every_measure(client: Client, bulletin: str) -> None:
    page = client.get("/bulletins/").content.decode()
    assert bulletin in page
    for measure in MEASURES:
        assert measure.title.zh in page
        assert measure.formula.zh in page


def test_a_bulletin_has_figures_pictures_and_a_pdf(client: Client, bulletin: str) -> None:
    page = client.get(bulletin).content.decode()
    assert "6 / 10" in page
    assert f"{bulletin}/validity_rate.svg" in page
    assert client.get(f"{bulletin}/validity_rate.svg").content.startswith(b"<svg")
    assert client.get(f"{bulletin}.pdf").content.startswith(b"%PDF")


def test_what_was_not_published_is_not_shown(client: Client, db: None) -> None:
    for path in ("/bulletins/2026-09", "/bulletins/2026-09.pdf", "/bulletins/2026-09/x.svg"):
        assert client.get(path).status_code == 404
    assert client.get("/bulletins/").status_code == 200


def test_english_is_complete(client: Client, bulletin: str) -> None:
    for path in ("/bulletins/", bulletin):
        page = client.get(path, {"lang": "en"}).content.decode()
        main = page[page.index("<main") : page.index("</main")]
        assert HAN.findall(main.replace("江苏省公信市", "")) == [], path  # a place
