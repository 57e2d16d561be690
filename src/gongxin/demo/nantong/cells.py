"""What a sound cell holds, as expressions on a row: no check finds a fault in any of them."""

from collections.abc import Callable
from zlib import crc32

from gongxin.batch.engine import literal
from gongxin.demo.names import BUILDINGS, STREETS
from gongxin.demo.nantong.kinds import Kind
from gongxin.law.catalogue import Field, Item

_STATES = ("有效", "有效", "有效", "有效", "有效", "0", "正常", "变更", "注销", "撤销")
_REASONS = ("不再具备条件", "提供虚假材料", "逾期未整改")
_WORDS = (
    "按规定办理，材料齐全，符合条件",
    "现场核查，情况属实",
    "依申请受理并审核",
    "年度例行事项",
)
_SCOPES = ("主城区", "全市范围", "注册地址所在街道", "经营场所及附属仓库")
_CAPITALS = ("50万元", "100万元人民币", "500万元", "2000(万元)", "100万美元", "N/A")
_REMARKS = ("已核对", "电话确认", "补报")


def sound_cells(kind: Kind, item: Item) -> dict[str, str]:
    """For every stored field of ``item`` the expression of a sound value.

    Expressions read ``h`` (the row's random number), ``number``, ``decided_on, received_on``, the
    organisation's ``code, name, former, regno, orgcode``, ``without_code`` and ``month``.
    """
    return {field.code: _cell(kind, item, field) for field in item.stored_fields}


def _cell(kind: Kind, item: Item, field: Field) -> str:
    made = _BY_CODE.get(field.code)
    value = made(kind, field) if made else _by_type(kind, field)
    return value if field.required or field.code in _ALWAYS else _mostly(kind, field, value)


def draw(kind: Kind, field: Field, among: int) -> str:
    """A number below ``among`` that is the row's own for this field."""
    return f"(hash(h, {crc32(f'{kind.id} {field.code}'.encode())}) % {among})"


def _mostly(kind: Kind, field: Field, value: str) -> str:
    """The value in most rows; how many is the item's habit."""
    filled = 60 + crc32(f"filled {kind.id} {field.code}".encode()) % 41
    return f"CASE WHEN hash(h, {crc32(field.code.encode())}) % 100 < {filled} THEN {value} END"


def _one_of(kind: Kind, field: Field, values: tuple[str, ...]) -> str:
    among = ", ".join(map(literal, values))
    return f"list_extract([{among}], {draw(kind, field, len(values))}::INT + 1)"


def _by_type(kind: Kind, field: Field) -> str:
    match field.type:
        case "money":
            return f"({draw(kind, field, 9_999_999)} / 10000)::DECIMAL(12, 4)::VARCHAR"
        case "integer":
            return f"{draw(kind, field, 400)}::VARCHAR"
        case "capital":
            return _one_of(kind, field, _CAPITALS)
        case "date":
            return written(kind, f"received_on - {draw(kind, field, 300)}::INT")
        case "enum":
            spellings = [s for c in field.choices if not c.refused for s in (c.value, *c.also)]
            return _one_of(kind, field, tuple(spellings))
        case "enums":
            one, two = (c.value for c in [c for c in field.choices if not c.refused][:2])
            return _one_of(kind, field, (one, two, f"{one};{two}"))
        case _:
            return f"'第' || {draw(kind, field, 90)} || '批'"


def written(kind: Kind, day: str) -> str:
    """A day as the department writes its dates."""
    spelling = {7: "%Y/%-m/%-d", 8: "%Y%m%d", 9: "%Y年%-m月%-d日"}.get(kind.department.number % 10)
    return f"strftime({day}, {literal(spelling)})" if spelling else f"({day})::VARCHAR"


def _name(kind: Kind, field: Field) -> str:
    """The name; now and then a former one, or one that is written in another way."""
    turn = draw(kind, field, 100)
    return (
        f"CASE WHEN {turn} < 1 THEN coalesce(former, name)"
        f" WHEN {turn} < 2 THEN replace(name, '有限公司', '有限责任公司')"
        f" WHEN {turn} < 3 THEN '公信市' || chr(32) || substr(name, 4) ELSE name END"
    )


def _until(kind: Kind, field: Field) -> str:
    later = written(kind, f"decided_on + 365 * (1 + {draw(kind, field, 5)}::INT)")
    return f"CASE WHEN {draw(kind, field, 10)} = 0 THEN '2099-12-31' ELSE {later} END"


def _place(kind: Kind, field: Field) -> str:
    street, building = _one_of(kind, field, STREETS), _one_of(kind, field, BUILDINGS)
    return f"{street} || {draw(kind, field, 880)} || '号' || {building}"


def _state(kind: Kind, field: Field) -> str:
    if kind.is_flow:
        return _one_of(kind, field, ("正常",) * 17 + ("1", "缓缴", "欠缴"))
    return _one_of(kind, field, _STATES)


def _where_state(kind: Kind, field: Field, value: str) -> str:
    """The value in rows whose state calls for it; the state is drawn as for its own cell."""
    condition = field.required_if or field.only_if
    assert condition is not None
    state = f"hash(h, {crc32(f'{kind.id} {condition.field}'.encode())}) % {len(_STATES)}"
    places = [str(place) for place, one in enumerate(_STATES) if one in condition.any_of]
    return f"CASE WHEN {state} IN ({', '.join(places)}) THEN {value} END"


Maker = Callable[[Kind, Field], str]
_BY_CODE: dict[str, Maker] = {
    "NAME": _name,
    "CODE": lambda kind, field: "CASE WHEN NOT without_code THEN code END",
    "NO": lambda kind, field: "number",
    "DAY": lambda kind, field: written(kind, "decided_on"),
    "AGENCY": lambda kind, field: literal(kind.department.name.zh),
    "PERIOD": lambda kind, field: "left((received_on - 32)::VARCHAR, 7)",
    "REGNO": lambda kind, field: "regno",
    "ORGCODE": lambda kind, field: "orgcode",
    "CLASS": lambda kind, field: (
        "CASE WHEN code LIKE '92%' THEN '个体工商户' ELSE '法人及非法人组织' END"
    ),
    "STATE": _state,
    "REASON": lambda kind, field: _where_state(kind, field, _one_of(kind, field, _REASONS)),
    "ENDED": lambda kind, field: _where_state(kind, field, written(kind, "received_on")),
    "UNTIL": _until,
    "CONTENT": lambda kind, field: (
        f"{_one_of(kind, field, _WORDS)} || '，共' || {draw(kind, field, 400)} || '项'"
    ),
    "SCOPE": lambda kind, field: _one_of(kind, field, _SCOPES),
    "PLACE": _place,
    "SOURCE": lambda kind, field: "department",
    "SOURCE_NAME": lambda kind, field: literal(kind.department.name.zh),
    "REMARKS": lambda kind, field: _one_of(kind, field, _REMARKS),
}
_ALWAYS = ("CODE", "REGNO", "ORGCODE", "REASON", "ENDED")
