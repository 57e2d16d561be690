"""What Spark is asked about the items of a group, read at once; its files are the view ``scan``.

The view has ``unit`` (item and month as in the path), ``submission``, ``row``, ``received_on`` and
the fields as ``v0`` …; the table ``units`` tells what is asked of the rows of each unit, as bits,
and ``asked`` which place a question has in an item of the group.
"""

from typing import Any, Final

from gongxin.batch.engine.session import Shape
from gongxin.batch.recheck.candidates import faulty_codes
from gongxin.batch.recheck.groups import NOTHING, Group, Part, Put

DAY: Final = "day"
SEEN: Final = "seen"
"""The table of the distinct codes by kind, and of the days of receipt."""
_BITS = 60  # of a BIGINT


def units_shape(group: Group) -> Shape:
    """The columns of ``units``."""
    masks = {f"asks_{mask}": "BIGINT" for mask in _masks(group)}
    names = {"unit": "VARCHAR", "item": "VARCHAR", "month": "VARCHAR"}
    return {**names, "number": "INTEGER", "key": "INTEGER", **masks}


def units(group: Group) -> list[tuple[Any, ...]]:
    """The rows of ``units``."""
    return [
        (f"{item}/month={month}", item, month, number, _key_number(group, one), *_asks(group, one))
        for number, one in enumerate(group.parts)
        for item in [one.reading.item.id]
        for month in one.files
    ]


def asked_shape(group: Group) -> Shape:
    """The columns of ``asked``."""
    bits = {f"bit_{mask}": "BIGINT" for mask in _masks(group)}
    return {"number": "INTEGER", "place": "INTEGER", "put": "INTEGER", **bits}


def asked(group: Group) -> list[tuple[Any, ...]]:
    """The rows of ``asked``: one bit each."""
    return [
        (number, place, group.puts[put], *(_bit(group.puts[put], mask) for mask in _masks(group)))
        for number, one in enumerate(group.parts)
        for place, put in enumerate(one.puts)
    ]


def seen(group: Group) -> str:
    """Select the distinct codes, as ``what`` and ``v``, and days as they are written."""
    cells = [f"struct('{kind}' AS what, {group.named(code)} AS v)" for kind, code in group.codes]
    days = f"struct('{DAY}' AS what, CAST(s.received_on AS STRING) AS v)"
    listed = ", ".join([days, *cells])
    return (
        f"SELECT DISTINCT what, v FROM (SELECT inline(array({listed})) FROM scan s) cells"
        " WHERE v IS NOT NULL"
    )


def sieve(group: Group) -> str:
    """Select the cells that may be at fault, in the shape of :data:`statements.ODD`.

    A plain look at a row gives the bits of what may be wrong with it; few rows have one.
    """
    flags = ", ".join(f"{_flags(group, mask)} AS f{mask}" for mask in _masks(group))
    any_flag = " OR ".join(f"f{mask} <> 0" for mask in _masks(group))
    found = " OR ".join(f"(s.f{mask} & a.bit_{mask}) <> 0" for mask in _masks(group))
    days = "d.day AS day" if not _days(group) else ", ".join(f"d.{day}" for day in _days(group))
    fields = ", ".join(f"s.v{number}" for number in group.columns.values())
    looked_up = " ".join(
        f"LEFT JOIN {faulty_codes(kind)} j{number} ON {group.named(code)} = j{number}.v"
        for (kind, code), number in group.codes.items()
    )
    hints = ", ".join(["u", "d", *(f"j{number}" for number in group.codes.values())])
    rows = (
        f"SELECT /*+ BROADCAST({hints}) */ u.number, u.item, u.month, s.submission, s.row,"
        f" {fields}, {days},"
        f" {flags} FROM scan s JOIN units u ON s.unit = u.unit"
        f" LEFT JOIN days d ON s.received_on = d.day {looked_up}"
    )
    return (
        "SELECT /*+ BROADCAST(a) */ s.item, s.month, s.submission, s.row, a.place,"
        f" {_case(group, 'first')} AS c0, {_case(group, 'second')} AS c1,"
        f" {_case(group, 'received_on')} AS received_on, {_case(group, 'since')} AS in_time_since"
        f" FROM (SELECT * FROM ({rows}) told WHERE {any_flag}) s"
        f" JOIN asked a ON a.number = s.number AND ({found})"
    )


def repeated(group: Group) -> str:
    """Select by their hash the keys that rows of one submission may share."""
    return (
        f"SELECT number, submission, hash FROM (SELECT u.number, s.submission,"
        f" xxhash64({_key(group)}) AS hash FROM {_keyed()}) keyed"
        " GROUP BY number, submission, hash HAVING count(*) > 1"
    )


def alike(group: Group, *, few: bool) -> str:
    """Select the rows that have those keys, in the shape of :data:`statements.ALIKE`."""
    hint = "/*+ BROADCAST(r) */ " if few else ""
    return (
        f"SELECT {hint}k.item, k.month, k.submission, k.row, k.key FROM (SELECT u.item, u.month,"
        f" u.number, s.submission, s.row, {_key(group)} AS key FROM {_keyed()}) k"
        " JOIN repeated r ON r.number = k.number AND r.submission = k.submission"
        " AND r.hash = xxhash64(k.key)"
    )


def _keyed() -> str:
    return "(SELECT * FROM units WHERE key IS NOT NULL) u JOIN scan s ON s.unit = u.unit"


def _key(group: Group) -> str:
    made = " ".join(f"WHEN {number} THEN {key}" for key, number in group.keys.items())
    return group.named(f"CASE u.key {made} END")


def _flags(group: Group, mask: int) -> str:
    """The bits of what may be at fault; a question is asked where its bit is set for the unit."""
    bits = [
        f"CASE WHEN (u.asks_{mask} & {bit}) <> 0 AND {_test(group, put)} THEN {bit} ELSE 0L END"
        for put, number in group.puts.items()
        if (bit := f"{_bit(number, mask)}L") != "0L"
    ]
    return " | ".join(bits) or "0L"


def _test(group: Group, put: Put) -> str:
    if put.kind is None:
        return group.named(put.test)
    return f"j{group.codes[put.kind, put.first]}.v IS NOT NULL"


def _case(group: Group, part: str) -> str:
    """What questions tell of a row, by their number; ``part`` names the field of the question."""
    told = {number: getattr(put, part) for put, number in group.puts.items()}
    made = " ".join(
        f"WHEN {number} THEN {'s.' + one[2:] if one.startswith('d.') else one}"
        for number, one in told.items()
        if one != NOTHING
    )
    return group.named(f"CASE a.put {made} ELSE {NOTHING} END") if made else NOTHING


def _days(group: Group) -> list[str]:
    """The columns of ``days`` that questions look at."""
    told = {one for put in group.puts for one in (put.received_on, put.since)}
    return sorted(one.removeprefix("d.") for one in told - {NOTHING})


def _masks(group: Group) -> range:
    return range(len(group.puts) // _BITS + 1)


def _bit(number: int, mask: int) -> int:
    return 1 << number % _BITS if number // _BITS == mask else 0


def _asks(group: Group, part: Part) -> list[int]:
    numbers = {group.puts[put] for put in part.puts}
    return [sum(_bit(number, mask) for number in numbers) for mask in _masks(group)]


def _key_number(group: Group, part: Part) -> int | None:
    return None if part.key is None else group.keys[part.key]
