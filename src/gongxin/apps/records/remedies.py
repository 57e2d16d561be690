"""What one can do about a record, in plain words: shown wherever the record is shown.

Legal ground of the wording: 信用修复管理办法 (in force 2026-04-01). Objections go to the department
that decided or to the credit office; repair may be asked for once the shortest window has passed
and every duty is performed; at the longest window publicity stops by itself. Repair is free.
"""

from datetime import date
from functools import lru_cache

from gongxin.apps.records.states import ENDED, NOT_PUBLISHED, SHIELDED, WITHDRAWN
from gongxin.apps.records.views import RecordView
from gongxin.apps.records.windows import repair_from
from gongxin.core.dates import legal_today
from gongxin.core.text import Text

__all__ = ["remedies", "repair_from"]


def remedies(record: RecordView) -> tuple[Text, ...]:
    """What can be done about ``record``: short sentences, the next step first."""
    department = Text(record.department, record.department_en or record.department)
    if not record.negative and record.state != WITHDRAWN:
        return (_with(_REPORT_ERROR, department=department),)
    repair = repair_from(record)
    return _steps(record.state, department, repair, record.public_until, legal_today())


# a page shows dozens of records that differ in nothing of this
@lru_cache(maxsize=20_000)
def _steps(
    state: str, department: Text, repair: date | None, until: date | None, today: date
) -> tuple[Text, ...]:
    object_ = _with(_OBJECT, department=department)
    if state == WITHDRAWN:
        return (_WITHDRAWN,)
    if state == NOT_PUBLISHED:
        return (_NOT_SHOWN, object_)
    if state == ENDED:
        return (_with(_HAS_ENDED, day=until), object_)
    if state == SHIELDED:
        return (_SHIELDED, object_, _repair(department, repair, until, today))
    return (object_, _repair(department, repair, until, today), _end(until))


def _repair(department: Text, day: date | None, until: date | None, today: date) -> Text:
    if day is None or (until is not None and day > until):
        return _with(_REPAIR_ASK, department=department)
    return _with(_REPAIR_NOW if day <= today else _REPAIR_LATER, day=day, department=department)


def _end(until: date | None) -> Text:
    return _NO_SET_END if until is None else _with(_ENDS, day=until)


@lru_cache(maxsize=4096)
def _with(text: Text, **values: Text | date | None) -> Text:
    """``text`` filled in, with a bilingual value in its own language."""
    zh = {k: v.zh if isinstance(v, Text) else v for k, v in values.items()}
    en = {k: v.en if isinstance(v, Text) else v for k, v in values.items()}
    return Text(text.zh.format(**zh), text.en.format(**en))


_WITHDRAWN = Text(
    "这条记录已撤回，不再对外显示，您无需办理。",
    "This record was withdrawn and is no longer shown. You need not do anything.",
)
_REPORT_ERROR = Text(
    "如有错误，请告知{department}或信用办，核实后更正。",
    "If anything is wrong, tell {department} or the credit office; they check it and correct it.",
)
_OBJECT = Text(
    "认为内容有误、不该公示或公示期不对：可向{department}或信用办提出异议，不收费。",
    "If it is wrong, should not be shown, or is shown for too long: object to {department} or "
    "the credit office. It is free.",
)
_NOT_SHOWN = Text(
    "这条记录不对外公示，只有依法有权的工作人员能看到。",
    "This record is not public; only officers with a lawful need can see it.",
)
_SHIELDED = Text(
    "重整期间暂时屏蔽，不对外显示；屏蔽结束后，公示期未满的恢复显示。",
    "Shielded during a reorganisation and not shown; after that it is shown again for what remains "
    "of its time.",
)
_HAS_ENDED = Text(
    "公示已于 {day} 结束，不再对外显示，无需申请。",
    "Publication ended on {day}; it is no longer shown, and you need not apply.",
)
_REPAIR_NOW = Text(
    "履行完全部义务后，自 {day} 起可以申请信用修复，提前结束公示：备齐履行证明和信用承诺书，"
    "向{department}或信用办提出，不收费。",
    "Since {day} you may apply for credit repair to end publication early, once every duty is "
    "performed: bring proof of that and a signed commitment to {department} or the credit "
    "office. It is free.",
)
_REPAIR_LATER = Text(
    "{day} 起可以申请信用修复（须先履行完全部义务）：备齐履行证明和信用承诺书，"
    "向{department}或信用办提出，不收费。",
    "From {day} you may apply for credit repair (every duty must be performed first): bring "
    "proof of that and a signed commitment to {department} or the credit office. It is free.",
)
_REPAIR_ASK = Text(
    "纠正并履行完全部义务后，可以申请信用修复或移出；何时可以申请，请询问{department}。",
    "Once it is put right and every duty is performed you may apply for repair or removal; ask "
    "{department} from when.",
)
_ENDS = Text(
    "即使不申请，公示也会在 {day} 之后自动结束。",
    "Even if you do nothing, publication ends by itself after {day}.",
)
_NO_SET_END = Text(
    "没有固定的结束日期：移出名录（名单）或撤销决定后停止公示。",
    "There is no set end: publication stops when the entry is removed or the decision is quashed.",
)
