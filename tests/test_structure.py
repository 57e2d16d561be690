"""The tree keeps the shape that DESIGN and CONTRIBUTING promise."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "gongxin"
LONGEST_MODULE = 300  # lines
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
REGISTRY_HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "tuna.tsinghua" + ".edu.cn",
    "mirrors." + "aliyun.com",
    "pypi-" + "mirror",
)
MACHINE_PATHS = re.compile(
    r"(?<![\w./>-])/(?:" + "|".join(("ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk")) + r")/\w"
)
UNFINISHED = re.compile(
    r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b|type: " "ignore"
)
SKIPPED = re.compile(r"pytest\.mark\.(?:skip|xfail)\b|@unittest\.skip")


def modules(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0")[:-1] if listed.returncode == 0 else []
    paths = [ROOT / name for name in names] or [
        p for p in ROOT.rglob("*") if ".venv" not in p.parts
    ]
    binary = {".png", ".mo", ".xlsx", ".xls", ".parquet", ".pdf", ".ttf", ".otf", ".woff2", ".zip"}
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def public_functions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (n for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [function.name for function in functions if not function.name.startswith("_")]


def test_imports_run_one_way() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert "0 broken" in run.stdout


def test_no_module_is_too_long() -> None:
    kernel = (path for kind in ("*.c", "*.h") for path in SOURCE.rglob(kind))
    lengths = {
        where(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*modules("src", "tests", "bench"), *kernel)
        if "migrations" not in path.parts
    }
    assert lengths, "no modules found: the test looks in the wrong place"
    assert {path: n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_every_module_is_named_after_its_concept() -> None:
    vague = [where(p) for p in modules("src", "tests", "bench") if p.stem in VAGUE_NAMES]
    vague += [where(p) for p in SOURCE.rglob("*") if p.is_dir() and p.name in VAGUE_NAMES]
    assert vague == []


def action_files() -> list[Path]:
    return [p for p in sorted(SOURCE.glob("apps/*/actions/*.py")) if p.stem != "__init__"]


def test_there_are_actions() -> None:
    assert action_files()


@pytest.mark.parametrize("path", action_files(), ids=where)
def test_an_action_file_holds_one_public_function_named_as_the_file(path: Path) -> None:
    assert public_functions(path) == [path.stem]


@pytest.mark.parametrize("path", action_files(), ids=where)
def test_an_action_takes_keywords_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    action = next(
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == path.stem
    )
    positional = [argument.arg for argument in action.args.posonlyargs + action.args.args]
    assert len(positional) <= 1, f"{path.stem} takes {positional} by position"


def check_modules() -> list[ModuleType]:
    stems = sorted(path.stem for path in (SOURCE / "batch" / "checks").glob("*.py"))
    modules = [import_module(f"gongxin.batch.checks.{stem}") for stem in stems if stem[0] != "_"]
    return [module for module in modules if hasattr(module, "CHECK")]


def test_every_check_module_is_registered_once() -> None:
    from gongxin.batch.checks.registry import CHECKS

    ids = [check.id for check in CHECKS]
    assert sorted(ids) == sorted({module.CHECK.id for module in check_modules()})
    assert len(ids) > 10


@pytest.mark.parametrize("module", check_modules(), ids=lambda module: module.CHECK.id)
def test_a_check_is_named_as_its_file(module: ModuleType) -> None:
    stem = module.__name__.rsplit(".", 1)[-1]
    assert module.CHECK.id.replace("-", "_") == stem
    if module.CHECK.faulty is not None:
        assert module.CHECK.faulty.__name__ == stem


@pytest.mark.parametrize("module", check_modules(), ids=lambda module: module.CHECK.id)
def test_a_check_speaks_both_languages_and_cites_its_rule(module: ModuleType) -> None:
    check = module.CHECK
    for text in (check.title, check.message, check.law):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[A-Za-z]{2}", text.en)
        zh, en = (set(re.findall(r"\{(\w+?)(?:_zh|_en)?\}", half)) for half in (text.zh, text.en))
        assert zh == en


def test_core_data_and_packs_are_packaged() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["gongxin"]
    packaged = {path for pattern in patterns for path in SOURCE.glob(pattern)}
    code = {".py", ".pyc", ".pyi", ".c", ".h", ".so"}
    data = {path for path in SOURCE.rglob("*") if path.is_file() and path.suffix not in code}
    assert [where(path) for path in sorted(data - packaged)] == []


def found_in_tree(pattern: re.Pattern[str], suffixes: set[str] | None = None) -> list[str]:
    found = []
    for path in tracked_text_files():
        if suffixes is None or path.suffix in suffixes:
            text = path.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.splitlines(), start=1):
                if pattern.search(line):
                    found.append(f"{where(path)}:{number}: {line.strip()[:120]}")
    return found


def test_no_file_names_a_package_registry() -> None:
    assert found_in_tree(re.compile("|".join(map(re.escape, REGISTRY_HOSTS)))) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found_in_tree(MACHINE_PATHS) == []


def test_nothing_is_left_unfinished_or_silenced() -> None:
    assert found_in_tree(UNFINISHED, {".py", ".html", ".css", ".js", ".yaml"}) == []
    assert found_in_tree(SKIPPED, {".py"}) == []


def test_requirements_are_pinned_with_hashes() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(
            r"^[a-z0-9][\w.\[\]-]*==[^ ]+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+",
            text,
            re.M | re.I,
        )
        named = re.findall(r"^[a-z0-9][^ ]*", text, re.M | re.I)
        assert pins, where(path)
        assert len(pins) == len(named), f"{where(path)}: a requirement without a hash"


def test_every_import_of_a_library_is_a_dependency() -> None:
    """A module that imports what only development installs would break ``make run``."""
    development = {
        "babel",
        "hypothesis",
        "openpyxl",
        "playwright",
        "pypdf",
        "pytest",
        "schemathesis",
        "stdnum",
        "datasette",
        "frictionless",
        "pandera",
    }
    developers_tools = set((SOURCE / "locale").glob("*.py"))
    offending = []
    for path in sorted(set(modules("src")) - developers_tools):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            offending += [
                f"{where(path)}: {name}" for name in names if name.split(".")[0] in development
            ]
    assert offending == []
