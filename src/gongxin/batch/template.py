"""The fill-in workbook of a catalogue item: what a clerk starts from."""

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongxin.batch.template_guide import field_note, write_guide
from gongxin.law.catalogue import Field, Item

CHOICES_SHEET = "选项 Choices"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LAST_ROW = 1_048_575
_INK = "#1F3A5F"


def write_template(item: Item, out: Path) -> None:
    """Write the workbook in which ``item`` is filled in.

    The first sheet has one header row of the stored fields' titles, an asterisk before those that
    are always required; every cell is text, so that codes stay as typed. The second sheet explains
    each field. Never-stored fields have no column. The same item always gives the same workbook.
    """
    made = datetime.combine(item.effective, datetime.min.time())
    with xlsxwriter.Workbook(str(out)) as book:
        book.set_properties({"title": item.title.zh, "subject": item.id, "created": made})
        sheet = book.add_worksheet(_sheet_name(item.title.zh))
        write_guide(book, item)
        choices = _write_choices(book, item)
        _write_columns(book, sheet, item, choices)


def header_of(field: Field) -> str:
    """A field's header in the template, which the reader ties back to the field."""
    return f"*{field.title.zh}" if field.required else field.title.zh


def _write_columns(book: Workbook, sheet: Worksheet, item: Item, choices: dict[str, str]) -> None:
    text = book.add_format({"num_format": "@", "valign": "top"})
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 34)
    sheet.set_first_sheet()
    for place, field in enumerate(item.stored_fields):
        sheet.set_column(place, place, _width(field), text)
        sheet.write_string(0, place, header_of(field), _header_format(book, field))
        note = field_note(item, field)
        sheet.write_comment(0, place, note, {"x_scale": 2.4, "y_scale": 1.8, "author": "公信"})
        if field.code in choices:
            _offer_choices(sheet, place, field, choices[field.code])


def _header_format(book: Workbook, field: Field) -> Format:
    """Required: white on ink; required in some rows: ink, bold; optional: plain."""
    look: dict[str, object] = {
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "num_format": "@",
    }
    if field.required:
        look |= {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK}
    elif field.required_if:
        look |= {"bold": True, "font_color": _INK, "bg_color": "#DCE6F2"}
    else:
        look |= {"bg_color": "#F2F2F2"}
    return book.add_format(look)


def _offer_choices(sheet: Worksheet, place: int, field: Field, source: str) -> None:
    """A drop-down list; it forbids other values only where exactly one listed value may stand."""
    sheet.data_validation(
        1,
        place,
        _LAST_ROW,
        place,
        {
            "validate": "list",
            "source": source,
            "show_error": field.type == "enum" and not field.open_choices,
            "error_title": field.title.zh[:32],
            "error_message": "请从列表中选择。\nPlease choose from the list.",
        },
    )


def _write_choices(book: Workbook, item: Item) -> dict[str, str]:
    """Write the accepted values to a hidden sheet; the range of each field's values by its code.

    Excel holds no more than 255 characters of choices in the cell itself.
    """
    fields = [field for field in item.stored_fields if field.choices]
    if not fields:
        return {}
    sheet = book.add_worksheet(CHOICES_SHEET)
    sheet.hide()
    ranges = {}
    for place, field in enumerate(fields):
        values = [choice.value for choice in field.choices if not choice.refused]
        sheet.write_column(0, place, values, book.add_format({"num_format": "@"}))
        column = xlsxwriter.utility.xl_col_to_name(place)
        ranges[field.code] = f"='{CHOICES_SHEET}'!${column}$1:${column}${len(values)}"
    return ranges


def _width(field: Field) -> float:
    """A column width, in characters, in which the title and a usual value can be read."""
    usual = {"date": 12, "money": 14, "integer": 8, "enum": 18, "enums": 24, "uscc": 22}
    title = 2 * len(header_of(field))
    longest = 40 if (field.length or 0) >= 500 else 26
    return max(usual.get(field.type, min(longest, field.length or longest)), min(title, 28))


def _sheet_name(title: str) -> str:
    """A title as a sheet name: at most 31 characters, none that Excel forbids."""
    return title.translate(_FORBIDDEN)[:31].strip()
