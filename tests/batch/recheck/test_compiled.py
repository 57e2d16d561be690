"""What was compiled in one run is there in the next, and nothing is taken for something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongxin.batch.recheck import compiled


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGXIN_CACHE", str(tmp_path))
    monkeypatch.setattr(compiled, "_kept", compiled.cache(compiled._Kept))
    return tmp_path


def next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_kept", compiled.cache(compiled._Kept))


def made(calls: list[str]) -> Callable[[str, bool], str | None]:
    def sql(of: str, many: bool) -> str | None:
        calls.append(of)
        return f"SELECT {of}, {many}" if of else None

    return compiled.compiled(sql)


def test_a_later_run_need_not_compile_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    first = made(calls)
    assert [first("a", True), first("a", False), first("", True), first("a", True)] == [
        "SELECT a, True",
        "SELECT a, False",
        None,
        "SELECT a, True",
    ]
    assert calls == ["a", "a", ""]
    compiled.keep_compiled()
    next_run(monkeypatch)
    assert [made(calls)("a", False), made(calls)("", True)] == ["SELECT a, False", None]
    assert len(calls) == 3


def test_other_code_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    made(calls)("a", True)
    compiled.keep_compiled()
    monkeypatch.setattr(compiled, "code_digest", lambda: "0" * 64)
    next_run(monkeypatch)
    made(calls)("a", True)
    assert calls == ["a", "a"]


@pytest.mark.parametrize("content", ["[", "[]", ""])
def test_a_file_that_cannot_be_read_is_made_anew(
    content: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made([])("a", True)
    compiled.keep_compiled()
    (path,) = cache.glob("questions-*.json")
    path.write_text(content, encoding="utf-8")
    next_run(monkeypatch)
    assert made([])("a", True) == "SELECT a, True"
    compiled.keep_compiled()
    assert path.read_text(encoding="utf-8").startswith("{")
