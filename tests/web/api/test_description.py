"""The API's description: agreed to, complete, and shown without asking anyone else."""

import json
import re
from pathlib import Path
from typing import Any

from django.test import Client
from tests.web.api.conftest import ROOT

from gongxin.web.api.snapshot import description, written

KEPT = Path(__file__).with_name("openapi.json")


def operations() -> dict[str, Any]:
    """Every operation by its id."""
    return {o["operationId"]: o for path in description()["paths"].values() for o in path.values()}


def test_the_api_is_as_it_was_agreed_to() -> None:
    assert KEPT.read_text("utf-8") == written(description()), (
        "the API changed: look at it, then run `python -m gongxin.web.api.snapshot`"
    )


def test_the_description_is_served_as_it_is_kept(client: Client) -> None:
    answer = client.get(f"{ROOT}/openapi.json")
    assert answer["Content-Type"].startswith("application/json")
    assert written(answer.json()) == written(description())


def test_every_refusal_is_described_as_a_problem() -> None:
    for operation in operations().values():
        refusals = {s: a for s, a in operation["responses"].items() if int(s) >= 400}
        assert {"401", "422", "429", "500"} <= refusals.keys()
        assert all(list(a["content"]) == ["application/problem+json"] for a in refusals.values())


def test_every_object_is_closed_and_every_field_of_a_request_explained() -> None:
    schemas = description()["components"]["schemas"]
    assert len(schemas) > 15
    assert [n for n, s in schemas.items() if s.get("additionalProperties", True) is True] == []
    unexplained = [
        (name, parameter["name"])
        for name, operation in operations().items()
        for parameter in operation["parameters"]
        if not re.search(r"[\u4e00-\u9fff].* / .*[a-z]", parameter.get("description", ""))
    ]
    assert unexplained == []


def test_what_needs_a_key_says_so() -> None:
    open_to_all = {n for n, o in operations().items() if {} in o["security"]}
    assert {"search", "subject", "records", "record", "items", "item", "template"} <= open_to_all
    assert not {"submit", "submissions", "submission", "issues", "withdraw"} & open_to_all


def test_the_docs_page_asks_nobody_else(client: Client) -> None:
    page = client.get(f"{ROOT}/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert "ninja/swagger-ui-bundle.js" in text
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']+""", text) == []
    assert json.loads(re.findall(r'"swagger-settings">(.*?)</script>', text, re.S)[0]) == {
        "layout": "BaseLayout",
        "deepLinking": True,
        "docExpansion": "list",
        "validatorUrl": None,
        "url": f"{ROOT}/openapi.json",
    }


def test_the_assets_of_the_docs_page_are_packaged(client: Client) -> None:
    text = client.get(f"{ROOT}/docs").content.decode()
    for address in re.findall(r"/static/ninja/[\w./-]+", text):
        assert client.get(address).status_code == 200, address
