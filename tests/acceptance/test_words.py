"""Everything explains itself: in both languages, with nothing of the machinery showing."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.acceptance.conftest import HandIn
from tests.acceptance.rows import csv_file, penalty

import gongxin
from gongxin.apps.accounts.actions.create_api_key import create_api_key
from gongxin.apps.accounts.models import Department

SOURCE = Path(gongxin.__file__).parent
MACHINERY = re.compile(
    r"traceback|\berrno\b|duckdb|psycopg|pyarrow|calamine|django|NoneType|Error:|File \"",
    re.IGNORECASE,
)
CHINESE = re.compile("[\u4e00-\u9fff]")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def literal(node: ast.expr) -> str | None:
    """The text of a string constant, of constants joined by +, and of an f-string's fixed parts."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(p.value for p in parts if isinstance(p, ast.Constant))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            first, second = literal(left), literal(right)
            return None if first is None and second is None else (first or "") + (second or "")
    return None


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def texts() -> Iterator[tuple[str, str, str]]:
    """Where, Chinese, English: of every Text and every FileRefused that is written out."""
    for where, module in modules():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or called(node) not in ("Text", "FileRefused"):
                continue
            written = node.args[-2:] if called(node) == "Text" else node.args[1:3]
            pair = [literal(part) for part in written]
            if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
                yield f"{where}:{node.lineno}", pair[0], pair[1]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_exists_in_both_languages() -> None:
    found = list(texts())
    assert len(found) > 300
    missing = [w for w, zh, en in found if bool(zh.strip()) != bool(en.strip())]
    assert missing == []
    chinese_in_english = [w for w, _, en in found if len(CHINESE.findall(en)) > 20]
    assert chinese_in_english == []
    english_only = [w for w, zh, _ in found if len(zh) > 12 and not CHINESE.search(zh)]
    assert english_only == []


def test_no_sentence_speaks_of_the_machinery() -> None:
    assert [(w, zh, en) for w, zh, en in texts() if MACHINERY.search(zh + en)] == []


def refusals() -> Iterator[tuple[str, ast.Call]]:
    for where, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and called(node) == "FileRefused":
                yield f"{where}:{node.lineno}", node


def test_every_refusal_of_a_file_fills_in_what_it_names() -> None:
    found = list(refusals())
    assert len(found) > 15
    for where, call in found:
        given = {keyword.arg for keyword in call.keywords}
        for part in call.args[1:3]:
            text = literal(part)
            assert text is None or holes(text) <= given, where


def test_every_constant_sentence_is_filled_in_where_it_is_used() -> None:
    checked = 0
    for where, module in modules():
        constants = {
            target.id: set().union(*(holes(literal(part) or "") for part in node.value.args))
            for node in module.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            and isinstance(node.value, ast.Call)
            and called(node.value) == "Text"
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "format"
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in constants
                and not any(keyword.arg is None for keyword in node.keywords)
            ):
                given = {keyword.arg for keyword in node.keywords}
                assert constants[node.func.value.id] <= given, f"{where}:{node.lineno}"
                checked += 1
    assert checked > 60


BAD_FILES = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "no text": bytes(range(128, 256)) * 20,
    "zeros": "行政相对人名称,决定日期\n公信市\0厂,2026-01-02\n".encode(),
    "other table": "姓名,年龄\n某某,30\n".encode(),
    "braces": "{名称},{代码}\n{0},{x}\n".encode(),
    "broken line": b'{"CF_WSH": "1"}\n{"CF_WSH": {\n',
    "broken workbook": b"PK\x03\x04" + bytes(400),
    "broken parquet": b"PAR1" + bytes(400),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "formula": csv_file("penalty", [penalty(1, CF_SY="=SUM(A1:A9)")]),
    "unpaired": csv_file("penalty", [penalty(1)]) + b'"never closed,1,2\n',
    "header only": csv_file("penalty", [penalty(1)]).splitlines()[0],
    "twice": csv_file("penalty", [penalty(1)]).replace(
        "处罚内容".encode(), "处罚结果,处罚内容".encode()
    ),
}


def test_a_refused_file_is_explained_in_both_languages(hand_in: HandIn) -> None:
    for name, content in BAD_FILES.items():
        done = hand_in(content=content)
        assert (done.state, done.accepted) == ("rejected", 0), name
        assert done.error is not None, name
        for language in ("zh", "en"):
            said = done.error[language]
            assert len(said) > 8, name
            assert not MACHINERY.search(said), (name, said)
            unfilled = re.search(r"\{[a-z_]+(:[^}]*)?\}", said)
            assert unfilled is None or name in ("braces",), (name, said)
        assert CHINESE.search(done.error["zh"]), name


def test_a_page_that_fails_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, department: Department
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret-detail")

    monkeypatch.setattr("gongxin.web.portal.views.records.list_records", fail)
    monkeypatch.setattr("gongxin.web.api.routes.records.list_records", fail)
    visitor = Client(raise_request_exception=False)
    for language, words in (("zh-hans", "系统"), ("en", "went wrong")):
        visitor.cookies["gongxin_language"] = language
        page = visitor.get("/penalties")
        assert page.status_code == 500
        text = page.content.decode()
        assert words in text
        assert "secret-detail" not in text
        assert not re.search(r"Traceback|RuntimeError|File \"", text)
    key = create_api_key(department=department, label="业务系统")
    answer = visitor.get(
        "/api/v1/records", {"item": "penalty"}, headers={"authorization": f"Bearer {key}"}
    )
    assert answer.status_code == 500
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert "secret-detail" not in answer.content.decode()
