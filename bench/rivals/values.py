"""One value at a time: what is wrong with a code, a date, an amount, a list of penalties.

The judgements are Gongxin's own scalar functions, so that all tools hold the same rules.
"""

import re
from collections.abc import Collection
from datetime import date

from gongxin.core.dates import read_date
from gongxin.core.identifiers import orgcode, regno, uscc
from gongxin.core.identifiers.constants import ID_FREE_TEXT
from gongxin.core.identifiers.verdict import Verdict
from gongxin.core.money import read_wan

_ID_NUMBER = re.compile(ID_FREE_TEXT)
_NO_CODE = "0" * 17 + "X"  # what authorities without a code write
_SEPARATOR = re.compile("[;；,，、|/]")
_OTHER = re.compile("其他[-－—:：(（].+")
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "警告": ("1",),
    "通报批评": (),
    "罚款": ("2",),
    "没收违法所得": ("3", "没收违法所得和非法财物", "没收违法所得或非法财物"),
    "没收非法财物": ("没收非法财产",),
    "暂扣许可证件": ("暂扣许可证", "暂扣执照", "暂扣营业执照", "暂扣证照"),
    "降低资质等级": ("降低资质",),
    "吊销许可证件": (
        "5",
        "暂扣或者吊销许可证",
        "暂扣或者吊销执照",
        "暂扣或吊销许可证",
        "暂扣或吊销执照",
        "吊销许可证",
        "吊销执照",
        "吊销营业执照",
    ),
    "限制开展生产经营活动": ("限制生产经营活动", "限制生产经营"),
    "责令停产停业": ("4", "停产停业"),
    "责令关闭": (),
    "限制从业": (),
    "行政拘留": ("6",),
    "其他": ("9", "其它"),
}
_KIND_OF = {word: kind for kind, also in _SPELLINGS.items() for word in (kind, *also)}
DETENTION = "行政拘留"  # only persons are detained: such a row is about one


def code_faults(kind: str, text: str) -> Collection[str]:
    """Problems, and warnings as ``warn:…``, of a code of one kind."""
    verdict: Verdict
    match kind:
        case "regno":
            verdict = regno.judge(text)
        case "orgcode":
            verdict = orgcode.judge(text)
        case _:
            verdict = uscc.judge(text)
    problems = verdict.problems
    if kind == "authority" and verdict.value == _NO_CODE:
        problems = ()
    return (*problems, *(f"warn:{warning}" for warning in verdict.warnings))


def day_of(text: str) -> str:
    """The day as ISO text, or ``unreadable`` or ``impossible``."""
    day = read_date(text)
    return day.isoformat() if isinstance(day, date) else day


def money_fault(text: str) -> str | None:
    """What is wrong with an amount in 万元."""
    amount = read_wan(text)
    return amount if isinstance(amount, str) else None


def kinds_of(text: str) -> frozenset[str] | None:
    """The kinds of penalty that a cell lists, or None when one is not accepted."""
    words = _SEPARATOR.split(text.replace(" ", "").replace("\u3000", "").rstrip(";；,，、|/"))
    kinds = {_KIND_OF.get(word) or ("其他" if _OTHER.fullmatch(word) else None) for word in words}
    return None if None in kinds else frozenset(kind for kind in kinds if kind)


def holds_id_number(text: str) -> bool:
    """Whether a natural person's ID number stands in the text."""
    return _ID_NUMBER.search(text) is not None
