"""Finding a record by what it says of itself: for platforms that do not know its id here."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from gongxin.apps.errors import Conflict, Invalid, NotFound
from gongxin.apps.records.models import Record
from gongxin.core.identifiers.normalise import normalise
from gongxin.core.text import Text
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

_BRACKETS = str.maketrans("〔【［[〈{｛〕】］]〉}｝", "(((((((" + ")))))))")
_NAMED = 5  # ids that a refusal lists


@dataclass(frozen=True, slots=True)
class RecordKey:
    """An item, what a record says in its key fields (field code to value), and who filed it.

    ``fields`` holds the organisation's code and at least one key field that tells its decisions
    apart, such as the number of the document. Brackets, widths, case and spaces do not matter.
    ``department`` may be left out.
    """

    item: str
    fields: Mapping[str, str]
    department: str = ""


def record_with_key(key: RecordKey) -> UUID:
    """The id of the one record with this key, withdrawn ones included.

    Raises Invalid (an item or field that there is not, too little to go by), NotFound (none),
    Conflict (several: their ids, so that the caller can name one).
    """
    found = uids_with_key(key)
    said = ", ".join(f"{code}={value[:60]}" for code, value in sorted(key.fields.items()))
    if not found:
        raise NotFound("no_record", _NONE.format(item=key.item, said=said))
    if len(found) > 1:
        named = ", ".join(map(str, found[:_NAMED]))
        raise Conflict(
            "several_records",
            _SEVERAL.format(item=key.item, said=said, number=len(found), records=named),
        )
    return found[0]


def uids_with_key(key: RecordKey) -> list[UUID]:
    """The ids of all records with this key, in order; Invalid as :func:`record_with_key`."""
    item = _item(key)
    wanted = {code: _plain(value) for code, value in key.fields.items()}
    about = Record.objects.filter(
        item=item.id, subject__code=normalise(key.fields[item.subject.code])
    )
    if key.department:
        about = about.filter(department__code=normalise(key.department))
    del wanted[item.subject.code]  # the link tells, also where the row itself gave an older code
    rows = about.order_by("uid").values_list("uid", "fields").iterator()
    return sorted(
        {
            uid
            for uid, said in rows
            if all(_plain(str(said.get(code) or "")) == value for code, value in wanted.items())
        }
    )


def _item(key: RecordKey) -> Item:
    item = load_catalogue().items.get(key.item)
    if item is None or item.storage != "database":
        raise Invalid("no_item", _NO_ITEM.format(item=key.item[:40]))
    telling = [code for code in item.key if code not in (item.subject.code, item.subject.name)]
    known = {*item.key, item.subject.code, item.subject.name}
    given = {code for code, value in key.fields.items() if value.strip()}
    enough = item.subject.code in given and given & set(telling)
    if set(key.fields) - known or not enough or given != set(key.fields):
        raise Invalid(
            "bad_key",
            _BAD_KEY.format(
                item=item.id,
                seen=", ".join(code[:40] for code in sorted(key.fields)) or "-",
                code=item.subject.code,
                telling=", ".join(telling),
                known=", ".join(sorted(known)),
            ),
        )
    return item


def _plain(text: str) -> str:
    """The text as it is compared.

    >>> _plain("公市监罚〔2026〕 12号") == _plain("公市监罚[2026]12号")
    True
    """
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS).casefold()
    return "".join(folded.split())


_NO_ITEM = Text(
    "没有名为“{item}”的目录项，或它的记录不入库；目录项见 /api/v1/items。",
    "There is no catalogue item “{item}” with records of its own; /api/v1/items lists them.",
)
_BAD_KEY = Text(
    "目录项 {item} 的记录凭这些字段认不出：{seen}。须有主体代码 {code} 和 {telling} 中至少一项，值不能为空；"
    "可用：{known}。",
    "Records of item {item} cannot be told by: {seen}. Give the organisation's code {code} and at "
    "least one of {telling}, none of them empty; accepted are {known}.",
)
_NONE = Text("没有这样的 {item} 记录：{said}。", "There is no record of {item} with {said}.")
_SEVERAL = Text(
    "有 {number} 条 {item} 记录符合 {said}，分不出是哪一条；请补充字段或部门，或者直接写明记录编号：{records}。",
    "{number} records of {item} have {said}; add a field or the department, or name the record: "
    "{records}.",
)
