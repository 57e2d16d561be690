"""What only some kinds of case know, made ready to show: the matter, the ruling, what was promised."""

from collections.abc import Mapping
from typing import Final

from gongxin.core.text import Text
from gongxin.law.letters import load_letters

_LETTER: Final = Text("承诺书", "Letter")
TITLES: Final[dict[str, Text]] = {
    "title": Text("名称", "Title"),
    "matter": Text("事项", "Matter"),
    "basis": Text("依据", "Basis"),
    "may_lead_to": Text("逾期可能列入", "May lead to the list"),
    "signed_on": Text("签署日期", "Signed on"),
    "due_on": Text("履行期限", "To be performed by"),
    "issuer": Text("颁发或证实单位", "Issued or confirmed by"),
    "happened_on": Text("日期", "Day"),
    "shown_until": Text("展示至", "Shown until"),
    "court": Text("法院", "Court"),
    "ruling": Text("裁定书文号", "Ruling"),
    "ruled_on": Text("裁定日期", "Day of the ruling"),
    "plan_until": Text("计划执行期限", "The plan runs until"),
    "shielded_until": Text("屏蔽的最后一日", "Shielded until (last day)"),
}


def facts_about(about: Mapping[str, object]) -> list[tuple[Text, str]]:
    """What the case is about, as title and value, without what is empty."""
    letter = load_letters().get(str(about.get("letter", "")))
    named = [(_LETTER, letter.title.zh)] if letter else []
    return named + [(title, str(about[key])) for key, title in TITLES.items() if about.get(key)]


def said_in_letter(about: Mapping[str, object], part: str) -> list[Mapping[str, object]]:
    """The promises or the consequences of a commitment, as it was put before the organisation."""
    said = about.get(part)
    return [dict(one) for one in said if isinstance(one, dict)] if isinstance(said, list) else []
