"""Kinds of penalty as people and old feeds write them, read into the catalogue's own values.

The same words are accepted as in a column (:mod:`gongxin.batch.enumerations`): the values, the
spellings that files use for them, the numbers of old feeds, several between separators, and
``其他-…`` where the choices are open.
"""

import re
from typing import Final

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text
from gongxin.law.catalogue import Choice, Field

_SEPARATOR: Final = re.compile(r"[;；,，、|/]")
_OPEN: Final = re.compile(r"[-－—–:：(（]")


def read_kinds(field: Field, text: str) -> tuple[str, ...]:
    """The values of ``field`` that ``text`` names, each once, in its order.

    Raises :class:`~gongxin.core.errors.GongxinError`: ``unknown_kind`` with what is accepted,
    ``refused_kind`` for a value that exists for natural persons only.
    """
    plain = re.sub(r"\s", "", text)
    whole = _choice(field, plain)
    parts = [plain] if whole else [part for part in _SEPARATOR.split(plain) if part]
    found = [(part, _choice(field, part)) for part in parts]
    if not found:
        raise _unknown(field, text)
    for part, choice in found:
        if choice is None:
            raise _unknown(field, part)
        if choice.refused:
            raise GongxinError("refused_kind", _REFUSED.format(kind=choice.value))
    kinds = [_kept(part, choice) for part, choice in found if choice is not None]
    return tuple(dict.fromkeys(kinds))


def accepted_kinds(field: Field) -> str:
    """The values of ``field`` that may be given, as one enumeration."""
    return "、".join(choice.value for choice in field.choices if not choice.refused)


def _choice(field: Field, word: str) -> Choice | None:
    for choice in field.choices:
        spellings = (choice.value, *choice.also, choice.title.en)
        if word.casefold() in {re.sub(r"\s", "", one).casefold() for one in spellings}:
            return choice
    head = _OPEN.split(word, maxsplit=1)[0]
    if field.open_choices and head != word and head == field.choices[-1].value:
        return field.choices[-1]
    return None


def _kept(word: str, choice: Choice) -> str:
    """The catalogue's value; the particulars of an open choice stay."""
    return word if word.startswith(choice.value) and _OPEN.search(word) else choice.value


def _unknown(field: Field, seen: str) -> GongxinError:
    return GongxinError(
        "unknown_kind",
        Text(
            f"“{field.title.zh}”里没有“{seen}”。可填：{accepted_kinds(field)}；以及历史数据里的写法，如"
            "“暂扣或者吊销许可证、暂扣或者吊销执照”。",
            f"{field.title.en} has no {seen!r}. Accepted: {accepted_kinds(field)}, and the spellings of "
            "old feeds such as 暂扣或者吊销许可证、暂扣或者吊销执照.",
        ),
    )


_REFUSED: Final = Text(
    "“{kind}”只适用于自然人。本平台只处理组织的信息，不收自然人的处罚。",
    "{kind} is for natural persons only. Gongxin is about organisations and takes no penalties of "
    "persons.",
)
