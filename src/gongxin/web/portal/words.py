"""The words that pages use for the fixed values of records and of the catalogue."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from gongxin.core.identifiers.uscc import organisation_kinds
from gongxin.core.text import Text
from gongxin.law.titles import SEVERITY_TITLES

SEVERITIES: Final[dict[str, Text]] = {str(key): text for key, text in SEVERITY_TITLES.items()}
PUBLICITY: Final = {
    "public": Text("所有人", "everyone"),
    "authorised": Text("经该组织授权者", "those the organisation authorised"),
    "internal": Text(
        "报送部门和信用管理机构", "the department that filed it and the credit office"
    ),
    "never": Text("不保存", "not kept"),
}
CHANGES: Final = {
    "submitted": Text("首次报送", "First submitted"),
    "corrected": Text("更正", "Corrected"),
    "linked": Text("关联到该组织", "Linked to the organisation"),
    "unlinked": Text("解除关联", "Unlinked"),
    "repaired": Text("已修复，终止公示", "Repaired, publication stopped"),
    "restored": Text("撤销修复，恢复公示", "Repair revoked, published again"),
    "shielded": Text("重整期间暂时屏蔽", "Shielded during a reorganisation"),
    "unshielded": Text("屏蔽提前结束", "Shield ended early"),
    "withdrawn": Text("撤回", "Withdrawn"),
}
LINKED_BY: Final = {
    "uscc": Text("按统一社会信用代码", "by its Unified Social Credit Code"),
    "regno": Text("按工商注册号", "by its registration number"),
    "orgcode": Text("按组织机构代码", "by its organisation code"),
    "name": Text("按名称和地区", "by its name and region"),
    "officer": Text("由工作人员核实", "by an officer"),
}


def word(words: dict[str, Text], key: str, language: str) -> str:
    """The word for ``key``, or the key itself where a newer part knows more than this page."""
    return words[key].of(language) if key in words else key


def listed(parts: Iterable[str], language: str) -> str:
    """Several names as one enumeration.

    >>> listed(["许可", "处罚"], "zh"), listed(["permits", "penalties"], "en")
    ('许可、处罚', 'permits, penalties')
    """
    return (", " if language == "en" else "、").join(parts)


def kind_title(key: str, language: str) -> str:
    """The kind of an organisation in words."""
    return word(_kinds(), key, language)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Text]:
    return {kind.key: kind.title for kind in organisation_kinds()}
