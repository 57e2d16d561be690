"""YAML that knows its place: every value can say which file and line it stands in.

A reader takes the keys it knows from an :class:`Entry` and then calls :meth:`Entry.close`; a key
that nobody took is a fault. Faults are gathered in :class:`Faults` and raised together.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a rule file."""

    file: str
    line: int
    text: Text

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text.zh} / {self.text.en}"


class LawError(GongxinError):
    """Rule files that may not be used; ``faults`` lists everything that is wrong with them."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(faults)
        places = [(f"{fault.file}:{fault.line}", fault.text) for fault in self.faults]
        super().__init__(
            "law",
            Text(
                "规则文件有误，未加载：\n" + "\n".join(f"{at}：{text.zh}" for at, text in places),
                "Rule files are wrong and were not loaded:\n"
                + "\n".join(f"{at}: {text.en}" for at, text in places),
            ),
        )


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, file: str, line: int, zh: str, en: str) -> None:
        """Note one fault."""
        self.found.append(Fault(file, line, Text(zh, en)))

    def raise_any(self) -> None:
        """Raise :class:`LawError` with every fault noted, if there is one."""
        if self.found:
            raise LawError(self.found)


class Entry:
    """A YAML mapping whose keys are taken one by one, each by the type it should have.

    Every reader notes a fault and returns a harmless value when the YAML is not as it should be,
    so that one run reports all faults.
    """

    def __init__(self, file: str, node: yaml.MappingNode, faults: Faults) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        self.faults = faults
        self._values: dict[str, yaml.Node] = {}
        self._open: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in self._values:
                self.note(f"键 {name} 写了两次", f"key {name!r} is given twice", line)
            self._values[name] = value
            self._open[name] = line

    def note(self, zh: str, en: str, line: int | None = None) -> None:
        """Note a fault at ``line``, or at the entry's own line."""
        self.faults.add(self.file, line or self.line, zh, en)

    def line_of(self, key: str) -> int:
        """The line of a key's value; the entry's line when the key is absent."""
        node = self._values.get(key)
        return self.line if node is None else node.start_mark.line + 1

    def lines_within(self, key: str) -> list[int]:
        """The lines at which the entries of a list stand."""
        node = self._values.get(key)
        children = node.value if isinstance(node, yaml.SequenceNode) else []
        return [child.start_mark.line + 1 for child in children]

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        node = self._values.get(key)
        return node is not None and node.tag != "tag:yaml.org,2002:null"

    def text(self, key: str) -> str:
        """Required text: whatever is written, never converted to a number or a date."""
        value = self.optional_text(key)
        if value is None or not value.strip():
            self._missing(key)
            return ""
        return value

    def optional_text(self, key: str) -> str | None:
        """Text, or None when the key is absent."""
        node = self._take(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(key, "一段文字", "text", "")
            return None
        return str(node.value)

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Text that is one of ``allowed``."""
        value = self.text(key) if default is None else self.optional_text(key) or default
        if value and value not in allowed:
            choices = ", ".join(allowed)
            self._wrong(key, f"以下之一：{choices}", f"one of: {choices}", value)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """``true`` or ``false``."""
        value = self.optional_text(key)
        if value not in (None, "true", "false"):
            self._wrong(key, "true 或 false", "true or false", value or "")
        return default if value is None else value == "true"

    def required_flag(self, key: str) -> bool:
        """``true`` or ``false``, which must be written."""
        if not self.has(key):
            self._missing(key)
        return self.flag(key)

    def integer(self, key: str) -> int | None:
        """A whole number of zero or more, or None when the key is absent."""
        value = self.optional_text(key)
        if value is None:
            return None
        if not value.isascii() or not value.isdigit():
            self._wrong(key, "整数，如 12", "a whole number such as 12", value)
            return None
        return int(value)

    def day(self, key: str) -> date:
        """A required date written 2026-04-01."""
        if not self.has(key):
            self._missing(key)
        return self.optional_day(key) or date.min

    def optional_day(self, key: str) -> date | None:
        """A date written 2026-04-01, or None when the key is absent."""
        value = self.optional_text(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._wrong(key, "日期，如 2026-04-01", "a date such as 2026-04-01", value)
            return None

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is absent."""
        items = self._sequence(key, "文字列表", "a list of texts")
        words = [node for node in items if isinstance(node, yaml.ScalarNode) and node.value]
        if len(words) != len(items):
            self._wrong(key, "文字列表", "a list of texts", "")
        return tuple(str(node.value) for node in words)

    def bilingual(self, key: str) -> Text:
        """A required text in both languages, ``{zh: …, en: …}``."""
        if not self.has(key):
            self._missing(key)
        return self.optional_bilingual(key) or Text("", "")

    def optional_bilingual(self, key: str) -> Text | None:
        """A text in both languages, or None when the key is absent."""
        entry = self.optional_entry(key)
        if entry is None:
            return None
        text = Text(entry.text("zh"), entry.text("en"))
        entry.close()
        return text

    def entry(self, key: str) -> "Entry":
        """A required mapping; an empty one when it is missing or something else."""
        if not self.has(key):
            self._missing(key)
        found = self.optional_entry(key)
        if found is not None:
            return found
        # The fault is noted already; what would follow from it must not be noted as well.
        return Entry(self.file, yaml.MappingNode("tag:yaml.org,2002:map", [], _NOWHERE), Faults())

    def optional_entry(self, key: str) -> "Entry | None":
        """A mapping, or None when the key is absent."""
        node = self._take(key)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._wrong(key, "带键的内容", "a mapping of keys", str(node.value))
            return None
        return Entry(self.file, node, self.faults)

    def entries(self, key: str) -> "tuple[Entry, ...]":
        """A list of mappings; empty when the key is absent."""
        items = self._sequence(key, "条目列表", "a list of entries")
        found = [node for node in items if isinstance(node, yaml.MappingNode)]
        if len(found) != len(items):
            self._wrong(key, "条目列表", "a list of entries", "")
        return tuple(Entry(self.file, node, self.faults) for node in found)

    def close(self) -> None:
        """Note a fault for every key that was not taken."""
        for key, line in self._open.items():
            self.note(f"不认识的键 {key}", f"unknown key {key!r}", line)

    def _sequence(self, key: str, zh: str, en: str) -> list[yaml.Node]:
        node = self._take(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(key, zh, en, str(node.value))
            return []
        return list(node.value)

    def _take(self, key: str) -> yaml.Node | None:
        self._open.pop(key, None)
        return self._values[key] if self.has(key) else None

    def _missing(self, key: str) -> None:
        self.note(f"缺少 {key}", f"{key!r} is missing")

    def _wrong(self, key: str, zh: str, en: str, seen: str) -> None:
        seen_zh, seen_en = (f"，写的是“{seen}”", f", not {seen!r}") if seen else ("", "")
        line = self.line_of(key)
        self.note(f"{key} 应为{zh}{seen_zh}", f"{key!r} must be {en}{seen_en}", line)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it was built
_NOWHERE = yaml.Mark("", 0, 0, 0, "", 0)


def read_yaml(path: Path, faults: Faults) -> Entry | None:
    """The mapping that a YAML file holds; None, with a fault noted, when it holds none."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.add(str(path), line, f"不是 YAML：{error.problem}", f"not YAML: {error.problem}")
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.add(str(path), 1, f"读不出：{error}", f"cannot be read: {error}")
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.add(str(path), 1, "文件应由键和值组成", "the file must be a mapping of keys")
        return None
    return Entry(str(path), node, faults)
