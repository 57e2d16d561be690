"""Parts of a page that are rendered once and shown to everyone."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils import translation
from django.utils.safestring import mark_safe

from gongxin.apps.accounts.models import User
from gongxin.web.kept import MOST

pytestmark = pytest.mark.django_db


def nav(page: str) -> str:
    return page.split("<nav class", 1)[1].split("</nav>")[0]


def test_each_language_has_its_own_rendering() -> None:
    part = Template("{% load i18n %}{% kept %}{% trans '行政处罚' %}{% endkept %}")
    for _ in range(2):
        with translation.override("zh-hans"):
            assert part.render(Context()) == "行政处罚"
        with translation.override("en"):
            assert part.render(Context()) == "Penalties"


def test_each_named_value_has_its_own_rendering() -> None:
    part = Template("{% kept which=section %}[{{ which }}]{% endkept %}")
    shown = [part.render(Context({"section": name})) for name in ("a", "b", "a")]
    assert shown == ["[a]", "[b]", "[a]"]


def test_what_is_not_named_is_not_seen() -> None:
    part = Template("{% kept %}[{{ user }}{{ request.user }}{{ section }}]{% endkept %}")
    assert part.render(Context({"user": "officer", "section": "home"})) == "[]"


def test_markup_and_the_same_text_are_kept_apart() -> None:
    part = Template("{% kept title=title %}{{ title }}{% endkept %}")
    assert part.render(Context({"title": mark_safe("<b>")})) == "<b>"
    assert part.render(Context({"title": "<b>"})) == "&lt;b&gt;"


def test_what_is_kept_does_not_grow_for_ever() -> None:
    part = Template("{% kept number=number %}{{ number }}{% endkept %}")
    node = part.nodelist[0]
    for number in range(3 * MOST):
        assert part.render(Context({"number": number})) == str(number)
        assert len(node._renderings) <= MOST


@pytest.mark.parametrize(
    "source",
    ["{% kept %}{% block a %}{% endblock %}{% endkept %}", "{% kept section %}{% endkept %}"],
)
def test_what_cannot_be_kept_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="kept: "):
        Template(source)


def test_a_choice_of_language_reaches_every_part_of_the_page(client: Client) -> None:
    for _ in range(2):
        chinese = client.get("/principles?lang=zh").content.decode()
        english = client.get("/principles?lang=en").content.decode()
        assert "我们的原则" in nav(chinese)
        assert "数据质量通报" in chinese.split("<footer")[1]
        assert ">Principles</a>" in nav(english)
        assert "信" not in english.split("<footer")[1]


def test_a_signed_in_person_and_a_visitor_get_their_own_head(client: Client, clerk: User) -> None:
    visitor = Client()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(2):
        assert ">工作台</a>" in client.get("/principles").content.decode()
        assert ">登录</a>" in visitor.get("/principles").content.decode()


def test_the_menu_marks_the_page_that_is_open(client: Client) -> None:
    for _ in range(2):
        for address, title in (("/principles", "我们的原则"), ("/contest", "异议与修复")):
            page = client.get(address).content.decode()
            assert f'href="{address}" aria-current="page">{title}' in nav(page)
            assert nav(page).count("aria-current") == 1
