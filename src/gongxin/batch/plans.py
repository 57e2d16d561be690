"""The checks of an item compiled to the engine's language, kept between runs.

Compiling takes longer than checking a small file, and depends on nothing but the item and the checks
themselves; so the outcome is kept in ``GONGXIN_CACHE``
(``~/.cache/gongxin`` otherwise) under a digest of all of these. What varies from day to day stays
open as a token.
"""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongxin.batch.sieve.forms import Forms
from gongxin.core.kept_files import keep_file, kept_folder
from gongxin.law.catalogue import Item
from gongxin.law.load import load_windows


@dataclass(frozen=True, slots=True)
class CompiledChain:
    """The statements of a :class:`gongxin.batch.forms.Chain`: tables to store, the last one final."""

    name: str  # the final table
    stages: dict[str, str]


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    """The statements of a :class:`gongxin.batch.judge.Group`; ``needs`` are the tables they read.

    ``reads``: the fields of which it judges the values; none where it judges cells or rows.
    """

    number: int
    reads: tuple[str, ...]
    needs: tuple[str, ...]
    faulty: str
    hits: str | None
    faults: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a check says of a field, with ``{column}`` and ``{seen}`` still open."""

    field: str
    check_id: str
    severity: str
    title: str
    title_en: str
    zh: str
    en: str
    rank: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that checking and filing a file of one item runs."""

    chains: tuple[CompiledChain, ...]  # the forms of distinct values
    doubtful: str  # the rows of ``cells`` that cell and row checks look at
    groups: tuple[CompiledGroup, ...]
    keys: str  # SELECT row, key: what makes two rows the same record
    telling: str  # SELECT row and what tells most keys apart
    texts: str  # SELECT row and every stored field, tidy
    redactions: dict[str, str]  # field: its text without ID numbers
    sieve: Forms | None  # by which lines of a file may have a fault; None: not to be told
    fault_value: str  # ``value`` of a fault, tidy and without ID numbers
    words: tuple[Words, ...]
    kept: dict[str, str]  # field: the table of forms that says how its values are kept
    name_form: str  # the comparable form of the name ``v``
    windows: str  # SELECT row, severity, public_from, public_until from ``dated``


def compiled_plan(item: Item) -> Plan:
    """The plan for files of ``item``, from the cache where it is there."""
    path = kept_folder() / f"plan-{item.id}-{_digest(item)}.json"
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    # compiling needs the table library, which a kept plan does not
    from gongxin.batch.compile import compile_plan

    plan = compile_plan(item)
    content = json.dumps(asdict(plan), ensure_ascii=False).encode()
    keep_file(path, content, f"plan-{item.id}-*.json")
    return plan


def _digest(item: Item) -> str:
    digest = hashlib.sha256(code_digest().encode())
    window = load_windows().get(item.publicity.window or "")
    digest.update(repr((item, window)).encode())
    return digest.hexdigest()[:32]


@cache
def code_digest() -> str:
    """A digest of the code that plans are made by: other code may come to other results."""
    digest = hashlib.sha256(" ".join(_versions()).encode())
    package = Path(__file__).parent.parent
    for part in ("batch", "core"):
        for path in sorted((package / part).rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _versions() -> list[str]:
    """The installed table libraries, told from the names of their folders.

    What the standard library has for it takes longer to load than a kept plan.
    """
    found = {
        entry.name
        for folder in sys.path
        for library in ("ibis_framework", "sqlglot")
        for entry in Path(folder).glob(f"{library}-*.dist-info")
    }
    return sorted(found)


def _from_json(kept: dict[str, Any]) -> Plan:
    return Plan(
        chains=tuple(CompiledChain(**chain) for chain in kept["chains"]),
        doubtful=kept["doubtful"],
        groups=tuple(
            CompiledGroup(**group | {name: tuple(group[name]) for name in ("reads", "needs")})
            for group in kept["groups"]
        ),
        keys=kept["keys"],
        telling=kept["telling"],
        texts=kept["texts"],
        redactions=kept["redactions"],
        sieve=Forms.of(kept["sieve"]) if kept["sieve"] else None,
        fault_value=kept["fault_value"],
        words=tuple(Words(**words) for words in kept["words"]),
        kept=kept["kept"],
        name_form=kept["name_form"],
        windows=kept["windows"],
    )
