"""What a template says about its fields: the header comments and the guide sheet."""

from collections.abc import Iterator

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongxin.core.text import Text
from gongxin.law.catalogue import Basis, Condition, Field, Item
from gongxin.law.titles import PUBLICITY_TITLES, TYPE_TITLES

GUIDE_SHEET = "填写说明 Guide"

_COLUMNS = (
    (Text("字段", "Field"), 30),
    (Text("代码", "Code"), 16),
    (Text("类型", "Type"), 24),
    (Text("必填", "Required"), 26),
    (Text("最长", "Length"), 8),
    (Text("可填的值", "Choices"), 44),
    (Text("公开", "Shown"), 18),
    (Text("示例", "Example"), 30),
    (Text("说明", "Help"), 60),
)


def write_guide(book: Workbook, item: Item) -> Worksheet:
    """Add the sheet that explains the item, its legal basis and every field, in both languages."""
    sheet = book.add_worksheet(GUIDE_SHEET)
    large = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
    plain = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DCE6F2", "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, _both(item.title, " "), large)
    row = 1
    for line in _introduction(item):
        sheet.write_string(row, 0, line, plain)
        row += 1
    row += 1
    for place, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(row, place, _both(title, " "), head)
    for field in item.stored_fields:
        row += 1
        for place, value in enumerate(_cells(item, field)):
            sheet.write_string(row, place, value, cell)
    return sheet


def field_note(item: Item, field: Field) -> str:
    """The comment at a field's header: what belongs there, in Chinese and then in English."""
    return "\n".join(_note(item, field, "zh")) + "\n\n" + "\n".join(_note(item, field, "en"))


def requirement(item: Item, field: Field) -> Text:
    """When a field must be filled in."""
    if field.required:
        return Text("必填", "required")
    if field.required_if is not None:
        return _when(item, field.required_if, Text("{when}时必填", "required where {when}"))
    if field.only_if is not None:
        return _when(item, field.only_if, Text("仅{when}时可填", "only where {when}"))
    return Text("可不填", "optional")


def _when(item: Item, condition: Condition, text: Text) -> Text:
    other = item.index[condition.field].title
    if not condition.any_of:
        return Text(
            text.zh.format(when=f"填了{other.zh}"), text.en.format(when=f"{other.en} is given")
        )
    zh, en = "、".join(condition.any_of), ", ".join(condition.any_of)
    return Text(
        text.zh.format(when=f"{other.zh}含{zh}"), text.en.format(when=f"{other.en} has one of {en}")
    )


def _introduction(item: Item) -> Iterator[str]:
    if item.description is not None:
        yield item.description.zh
        yield item.description.en
    yield (
        "第一张表每行填一条，表头不要改；带 * 的列必填。不要填写身份证号码：读取时即删除，不保存。"
    )
    yield (
        "One record a row in the first sheet, header unchanged; columns with * are required. Give no "
        "identity card numbers: they are dropped while the file is read."
    )
    for basis in item.bases:
        yield f"法定依据：{_basis(basis, 'zh')}"
        yield f"Legal basis: {_basis(basis, 'en')}"
    if item.deadline is not None:
        days, field = item.deadline.working_days, item.index[item.deadline.field]
        yield f"报送时限：{field.title.zh}起{days}个工作日内"
        yield f"Deadline: {days} working days from “{field.title.en}”"


def _basis(basis: Basis, language: str) -> str:
    since = Text("{day} 起施行", "in force from {day}").format(day=basis.effective)
    unread = Text("条文待核对", "wording to be checked").of(language)
    parts = [basis.document.of(language), basis.article or "", since.of(language)]
    return " · ".join(part for part in (*parts, "" if basis.verified else unread) if part)


def _cells(item: Item, field: Field) -> list[str]:
    return [
        _both(field.title),
        field.code,
        _both(_type(field)),
        _both(requirement(item, field)),
        str(field.length or ""),
        "\n".join(_choices(field)),
        _both(PUBLICITY_TITLES[field.publicity]),
        field.example or "",
        _both(field.help) if field.help else "",
    ]


def _type(field: Field) -> Text:
    title = TYPE_TITLES[field.type]
    return Text(f"{title.zh}（{field.unit}）", f"{title.en} (10 000 yuan)") if field.unit else title


def _choices(field: Field) -> Iterator[str]:
    """Each accepted value with its meaning; refused ones are left out."""
    for choice in field.choices:
        if not choice.refused:
            meaning = "" if choice.title.zh == choice.value else f"{choice.title.zh} "
            yield f"{choice.value}  {meaning}{choice.title.en}"
    if field.open_choices:
        last = field.choices[-1].value
        yield f"{last}-…  写明具体内容 say which"


def _note(item: Item, field: Field, language: str) -> Iterator[str]:
    yield f"{field.title.of(language)}  {field.code}"
    stop = "；" if language == "zh" else "; "
    yield stop.join((_type(field).of(language), requirement(item, field).of(language)))
    if field.example:
        yield Text("示例：", "Example: ").of(language) + field.example
    if field.help is not None:
        yield field.help.of(language)


def _both(text: Text, between: str = "\n") -> str:
    return f"{text.zh}{between}{text.en}"
