"""Find the formulas of a sheet in its XML, as it streams by; readers see only their last results."""

import re
import zipfile
from pathlib import Path

from gongxin.batch.readers.header import HEADER_SEARCH_ROWS

Formulas = dict[int, list[int]]  # column (from 0): rows (from 1), of those below the head the first
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f[\s/>]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_OVERLAP = 512
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")


class FormulaSearch:
    """Takes a part in pieces and notes where its formulas are."""

    def __init__(self) -> None:
        self.found: Formulas = {}
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        """Look through the next piece."""
        xml = self._tail + chunk
        for cell in _CELL.finditer(xml):
            place = _PLACE.search(cell.group(1))
            if place:
                self._note(_number(place.group(1).decode()), int(place.group(2)))
        self._tail = xml[-_OVERLAP:]

    def _note(self, column: int, row: int) -> None:
        rows = self.found.setdefault(column, [])
        if not rows or (rows[-1] < row and rows[-1] <= HEADER_SEARCH_ROWS):
            rows.append(row)


def part_of_sheet(path: Path, place: int) -> str | None:
    """The name of the part that holds the workbook's sheet at ``place`` (from 0)."""
    with zipfile.ZipFile(path) as archive:
        sheets = _SHEET.findall(archive.read("xl/workbook.xml"))
        relations = _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {_attribute(r, rb"Id"): _attribute(r, rb"Target") for r in relations}
    if place >= len(sheets):
        return None
    target = targets.get(_attribute(sheets[place], rb"\w+:id"))
    if target is None:
        return None
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _attribute(element: bytes, name: bytes) -> str | None:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', element)
    return found.group(1).decode("utf-8", "replace") if found else None


def _number(letters: str) -> int:
    """The place of a column from its letters.

    >>> _number("A"), _number("AB")
    (0, 27)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
