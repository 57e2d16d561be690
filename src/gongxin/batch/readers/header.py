"""Find the header of a table and tie its columns to the item's fields."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongxin.batch.readers.errors import FileRefused
from gongxin.core.masking import redact_id_numbers
from gongxin.law.catalogue import Field, Item

HEADER_SEARCH_ROWS = 10
ROW_NOTE = "原文件行号（系统填写）"
FAULT_NOTE = "问题说明（系统填写）"
_DATA = re.compile("[0-9０-９]{4}")  # dates, codes and numbers have it, titles hardly ever
_OWN_NOTES = (ROW_NOTE, FAULT_NOTE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its place (from 0), its title as written, the field it holds.

    ``field`` is None for columns that are not read: outside the catalogue, or never stored.
    """

    place: int
    title: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: the header's row number (from 1) and its columns."""

    header_row: int
    columns: tuple[Column, ...]
    ignored: tuple[str, ...]  # titles outside the catalogue
    dropped: tuple[str, ...]  # titles of never-stored columns

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that are read, in the order of the file."""
        return tuple(c for c in self.columns if c.field is not None)

    def title_of(self, code: str) -> str | None:
        """The title the file gives to a field; None where the file lacks it."""
        return next((c.title for c in self.columns if c.field and c.field.code == code), None)


def plain(title: str) -> str:
    """A header title without width, case, spaces, brackets and required-marks.

    >>> plain("*行政相对人代码_1 （统一社会信用代码）") == plain("行政相对人代码_1(统一社会信用代码)")
    True
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    return "".join(c for c in text if c.isalnum())


def names_of(item: Item) -> dict[str, Field]:
    """Every spelling under which a column of ``item`` may come, in plain form."""
    names: dict[str, Field] = {}
    for field in item.fields:
        for name in (field.code, field.title.zh, field.title.en, *field.aliases):
            names.setdefault(plain(name), field)
    return names


def find_layout(item: Item, rows: Sequence[Sequence[str | None]]) -> Layout:
    """The layout of a table whose first rows are ``rows``; FileRefused where there is none."""
    names = names_of(item)
    best, best_hits = -1, 0
    for place, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        hits = sum(1 for cell in row if cell and plain(cell) in names)
        if hits > best_hits:
            best, best_hits = place, hits
    if best_hits < 2:
        raise _no_header(item, rows)
    return _checked(item, _tie(rows[best], names, best + 1))


def _tie(cells: Sequence[str | None], names: dict[str, Field], header_row: int) -> Layout:
    columns, ignored, dropped = [], [], []
    for place, cell in enumerate(cells):
        title = (cell or "").strip()
        field = names.get(plain(title)) if title else None
        if field is not None and field.publicity == "never":
            dropped.append(title)
            field = None
        elif field is None and title:
            title = redact_id_numbers(title)[0]
            if title not in _OWN_NOTES:
                ignored.append(title)
        columns.append(Column(place, title, field))
    return Layout(header_row, tuple(columns), tuple(ignored), tuple(dropped))


def _checked(item: Item, layout: Layout) -> Layout:
    seen: dict[str, str] = {}
    for column in layout.read:
        assert column.field is not None
        earlier = seen.get(column.field.code)
        if earlier is not None:
            raise FileRefused(
                "file.doubled-column",
                "第{row}行表头中有两列都是「{title}」：「{first}」和「{second}」。请只保留一列。",
                "Row {row}: two header columns are both “{title_en}”: “{first}” and “{second}”. "
                "Keep only one.",
                row=layout.header_row,
                title=column.field.title.zh,
                title_en=column.field.title.en,
                first=earlier,
                second=column.title,
            )
        seen[column.field.code] = column.title
    _refuse_persons(item, layout, seen)
    missing = [
        f for f in item.stored_fields if f.required and not f.column_optional and f.code not in seen
    ]
    if missing:
        raise _missing(item, layout, missing)
    return layout


def _refuse_persons(item: Item, layout: Layout, present: Collection[str]) -> None:
    """FileRefused for a layout that has ID numbers where an organisation's codes would be."""
    subject = item.subject
    if not layout.dropped or any(code in present for code in subject.numbers):
        return
    raise FileRefused(
        "file.natural-persons",
        "这是自然人的表格：有「{dropped}」列，没有组织的代码列。公信只登记组织，文件没有读取，内容没有"
        "保存。如果表中是组织，请加上「{code}」列后再报送。",
        "This is a table of natural persons: it has the column “{dropped}” and no column for an "
        "organisation's code. Gongxin keeps organisations only; the file was not read and nothing "
        "of it was kept. If it is about organisations, add the column “{code_en}” and submit again.",
        dropped=layout.dropped[0],
        code=item.index[subject.code].title.zh,
        code_en=item.index[subject.code].title.en,
    )


def _missing(item: Item, layout: Layout, missing: list[Field]) -> FileRefused:
    return FileRefused(
        "file.missing-column",
        "表头（第{row}行）缺少必需的列：{zh}。请从「{item}」目录页下载模板对照，或检查是否选错了目录项。",
        "The header (row {row}) lacks required columns: {en}. Compare with the template of "
        "“{item_en}”, or check that the right catalogue item was chosen.",
        row=layout.header_row,
        zh="、".join(f.title.zh for f in missing),
        en=", ".join(f"{f.title.en} ({f.code})" for f in missing),
        item=item.title.zh,
        item_en=item.title.en,
    )


def _no_header(item: Item, rows: Sequence[Sequence[str | None]]) -> FileRefused:
    first = "、".join(c.strip() for row in rows[:1] for c in row if c)
    # what looks like data may name a person, and the refusal is kept
    data = _DATA.search(first) is not None
    seen = "" if data else first[:100]
    wanted = [f for f in item.stored_fields if f.required][:5]
    return FileRefused(
        "file.no-header",
        "前{n}行中找不到「{item}」的表头。第1行{zh_seen}。表头应含有：{zh} 等列。请检查是否选错了目录项或文件。",
        "No header of “{item_en}” in the first {n} rows. Row 1 {en_seen}. A header has columns "
        "such as {en}. Check that the right item and file were chosen.",
        n=HEADER_SEARCH_ROWS,
        item=item.title.zh,
        item_en=item.title.en,
        zh_seen=f"是：{seen or '—'}" if not data else "看来已是数据",
        en_seen=f"reads: {seen or '—'}" if not data else "looks like data already",
        zh="、".join(f.title.zh for f in wanted),
        en=", ".join(f.title.en for f in wanted),
    )
