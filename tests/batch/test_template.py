"""The fill-in workbook: the reader takes it back, Excel's helps are there, codes stay text."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import gongxin.packs
from gongxin.batch.check import check_file
from gongxin.batch.readers.header import find_layout
from gongxin.batch.template import header_of, write_template
from gongxin.batch.template_guide import GUIDE_SHEET, requirement
from gongxin.law.catalogue import Item
from gongxin.law.load import load_catalogue

ITEMS = list(load_catalogue().items.values())
each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)


def book_of(item: Item, folder: Path) -> openpyxl.Workbook:
    write_template(item, folder / "t.xlsx")
    return openpyxl.load_workbook(folder / "t.xlsx")


def first(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert book.active is sheet
    return sheet


@each_item
def test_the_reader_takes_every_column_back(item: Item, tmp_path: Path) -> None:
    sheet = first(book_of(item, tmp_path))
    header = [[str(cell.value) for cell in sheet[1]]]
    layout = find_layout(item, header)
    assert [c.field.code for c in layout.read if c.field] == [f.code for f in item.stored_fields]
    assert not layout.ignored
    assert not layout.dropped
    assert sheet.max_row == 1


@each_item
def test_headers_are_marked_explained_and_frozen(item: Item, tmp_path: Path) -> None:
    sheet = first(book_of(item, tmp_path))
    assert sheet.freeze_panes == "B2"
    for cell, field in zip(sheet[1], item.stored_fields, strict=True):
        assert cell.value == header_of(field)
        assert str(cell.value).startswith("*") == field.required
        assert cell.comment is not None
        assert field.code in cell.comment.text
        assert field.title.en in cell.comment.text
        assert requirement(item, field).zh in cell.comment.text


@each_item
def test_columns_are_text_and_wide_enough(item: Item, tmp_path: Path) -> None:
    sheet = first(book_of(item, tmp_path))
    columns = {
        place: dimension
        for dimension in sheet.column_dimensions.values()
        for place in range(dimension.min, dimension.max + 1)
    }
    assert set(columns) == set(range(1, len(item.stored_fields) + 1))
    for dimension in columns.values():
        assert dimension.number_format == "@"
        assert 8 <= dimension.width <= 45


def validations(sheet: Worksheet) -> dict[int, DataValidation]:
    rules = sheet.data_validations.dataValidation
    return {area.min_col: rule for rule in rules for area in rule.sqref.ranges}


@each_item
def test_enumerations_have_a_list_without_refused_values(item: Item, tmp_path: Path) -> None:
    book = book_of(item, tmp_path)
    rules = validations(first(book))
    places = {f.code: place for place, f in enumerate(item.stored_fields, 1)}
    assert set(rules) == {places[f.code] for f in item.stored_fields if f.choices}
    for field in (f for f in item.stored_fields if f.choices):
        rule = rules[places[field.code]]
        assert rule.type == "list"
        sheet_name, cells = str(rule.formula1).rsplit("!", 1)
        listed = [row[0].value for row in book[sheet_name.strip("'")][cells.replace("$", "")]]
        assert listed == [choice.value for choice in field.choices if not choice.refused]
        strict = field.type == "enum" and not field.open_choices
        assert bool(rule.showErrorMessage) == strict


@each_item
def test_the_guide_says_everything_about_every_field(item: Item, tmp_path: Path) -> None:
    rows = [
        ["" if value is None else str(value) for value in row]
        for row in book_of(item, tmp_path)[GUIDE_SHEET].iter_rows(values_only=True)
    ]
    text = "\n".join("\t".join(row) for row in rows)
    for basis in item.bases:
        assert basis.document.zh in text
        assert basis.document.en in text
        assert str(basis.effective) in text
    explained = {row[1]: row for row in rows if len(row) > 1}
    for field in item.stored_fields:
        row = explained[field.code]
        assert field.title.zh in row[0]
        assert field.title.en in row[0]
        assert (field.example or "") in row
        for choice in field.choices:
            assert (choice.value in row[5]) != choice.refused
    for field in item.fields:
        assert field.publicity != "never" or field.code not in explained


def test_conditions_are_told_in_words() -> None:
    penalty = load_catalogue().item("penalty")
    text = requirement(penalty, penalty.index["CF_NR_FK"])
    assert text.zh == "处罚类别含罚款时必填"
    assert text.en == "required where Kinds of penalty has one of 罚款"


def test_the_same_item_gives_the_same_bytes(tmp_path: Path) -> None:
    item = load_catalogue().item("penalty")
    write_template(item, tmp_path / "a.xlsx")
    write_template(item, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_added_item_has_its_template_without_code(tmp_path: Path) -> None:
    city = tmp_path / "city" / "items"
    city.mkdir(parents=True)
    corpus = Path(__file__).parent.parent / "corpus" / "law" / "good" / "inspection.yaml"
    (city / "inspection.yaml").write_bytes(corpus.read_bytes())
    national = Path(next(iter(gongxin.packs.__path__))) / "national"
    item = load_catalogue([national, city.parent]).item("inspection")
    sheet = first(book_of(item, tmp_path))
    assert [cell.value for cell in sheet[1]] == [
        "*检查编号",
        "*单位名称",
        "统一社会信用代码",
        "*检查日期",
        "检查结果",
    ]


@each_item
def test_a_template_filled_with_the_examples_checks_clean(item: Item, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = book_of(item, tmp_path)
    first(book).append([field.example or "" for field in item.stored_fields])
    book.save(path)
    with check_file(item, path, received_on=date(2026, 11, 4)) as outcome:
        assert list(outcome.issues()) == []
        assert (outcome.rows, outcome.accepted) == (1, 1)
