"""``docs/reference`` says what the code says, and the rest of ``docs`` points to what exists."""

import re
from pathlib import Path

import pytest

from gongxin.cli.reference.api_page import operations
from gongxin.cli.reference.pages import all_pages, differing, write
from gongxin.cli.reference.settings_page import declared_settings
from gongxin.law.load import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
READ_VARIABLE = re.compile(r"""["']((?:GONGXIN_[A-Z_]+|DATABASE_URL))["']""")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def test_reference_is_as_the_code_says() -> None:
    assert differing(DOCS / "reference") == [], "run `make docs`"


def test_a_page_that_drifted_is_found(tmp_path: Path) -> None:
    write(tmp_path)
    assert differing(tmp_path) == []
    (tmp_path / "checks.md").write_text("something else", encoding="utf-8")
    (tmp_path / "settings.md").unlink()
    (tmp_path / "gone.md").write_text("no longer ours", encoding="utf-8")
    assert differing(tmp_path) == ["checks.md", "gone.md", "settings.md"]
    assert write(tmp_path) == ["checks.md", "gone.md", "settings.md"]
    assert differing(tmp_path) == []


def test_every_item_field_and_basis_is_documented() -> None:
    pages = all_pages()
    for item in load_catalogue().items.values():
        for folder, language in (("", "zh"), ("en/", "en")):
            text = pages[f"{folder}catalogue/{item.id}.md"]
            assert [f.code for f in item.fields if f"`{f.code}`" not in text] == []
            assert all(basis.document.of(language) in text for basis in item.bases)


def test_every_check_is_documented() -> None:
    from gongxin.batch.checks.registry import CHECKS

    pages = all_pages()
    assert [c.id for c in CHECKS if f"`{c.id}`" not in pages["checks.md"]] == []
    assert [c.id for c in CHECKS if c.title.en not in pages["en/checks.md"]] == []


def test_every_operation_of_the_api_is_documented() -> None:
    from gongxin.web.api.urls import api

    found = list(operations(api.get_openapi_schema()))
    text = all_pages()["api.md"]
    assert found
    assert [path for method, path, _ in found if f"`{method} {path}`" not in text] == []


def test_every_variable_that_is_read_is_documented() -> None:
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in READ_VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    assert "GONGXIN_HOME" in read
    assert read - declared_settings().keys() == set()


def markdown_files() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


@pytest.mark.parametrize("path", markdown_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for target in LINK.findall(text):
        if not re.match(r"https?://|mailto:|#", target):
            file = (path.parent / target.split("#")[0]).resolve()
            if not file.exists():
                broken.append(target)
    assert broken == []


def test_the_item_of_the_guide_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (DOCS / "howto" / "add-an-item.md").read_text("utf-8")
    manifest, item = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "mycity" / "items").mkdir(parents=True)
    (tmp_path / "mycity" / "pack.yaml").write_text(manifest, encoding="utf-8")
    (tmp_path / "mycity" / "items" / "subsidy.yaml").write_text(item, encoding="utf-8")
    monkeypatch.setenv("GONGXIN_PACKS", str(tmp_path))
    assert load_catalogue().item("subsidy").pack == "mycity"


def test_commands_in_the_guides_exist() -> None:
    from gongxin.cli import COMMANDS

    used = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in markdown_files()
        for block in re.findall(r"```(?:sh|bash|console)\n(.*?)```", path.read_text("utf-8"), re.S)
        for name in re.findall(r"(?:^|[\s/])gongxin ([a-z][a-z-]*)", block)
    }
    assert used
    assert [(path, name) for path, name in sorted(used) if name not in COMMANDS] == []


def test_make_targets_in_the_guides_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in markdown_files()
        for name in re.findall(r"(?:`|^)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert used
    assert [(path, name) for path, name in sorted(used) if name not in targets] == []


def test_both_readmes_have_the_same_sections() -> None:
    chinese = HEADING.findall((ROOT / "README.md").read_text("utf-8"))
    english = HEADING.findall((ROOT / "README.en.md").read_text("utf-8"))
    assert len(chinese) == len(english)
    assert len(chinese) > 4
