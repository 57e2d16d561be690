"""What the kernel lets through has no fault, what is plain it lets through, and cells stay cells."""

import csv
import io
import re
from array import array
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.batch.test_dates_parity import texts as day_texts
from tests.batch.test_identifiers_parity import texts as code_texts
from tests.batch.test_personal_parity import texts as person_texts

from gongxin.batch import text as columns
from gongxin.batch.sieve import automata
from gongxin.batch.sieve import machine as layout
from gongxin.core.dates import read_date
from gongxin.core.identifiers.constants import HYPHENS, ID_FREE_TEXT, INVISIBLE, SPACES
from gongxin.core.identifiers.normalise import DROPPED, normalise

kernel: Any = pytest.importorskip("gongxin.batch.sieve._kernel")

Told = tuple[Any, ...]
CHOICES = automata.choices({"是": 32, "否": 0, "未知": 64}, "")
CUT = "\0\n\r"  # no cell of a regular line holds them
WIDE = {n: n + 0xFEE0 for n in range(0x21, 0x7F)}
ends = st.sampled_from(["\n", "\r\n"])
more = settings(max_examples=300)


def column(flags: int = layout.KEPT, **other: int) -> Told:
    return layout.Column(**{"flags": flags, "doubt": 1, **other})


def machine(*of: Told, by: str = ",", end: str = "\n", rules: Told = (), orders: Told = ()) -> Any:
    return kernel.machine(ord(by), end == "\r\n", (tuple(CHOICES),), of, rules, orders)


def lines(of: Any, text: bytes, *place: int, every: bool = False) -> Any:
    return kernel.lines(of, text, *(place or (0, 0, 0)), every)


def numbers(told: bytes, of_each: int = 1) -> list[Told]:
    listed = array("Q", told)
    return list(zip(*(listed[n::of_each] for n in range(of_each)), strict=True))


def written(rows: Any, end: str = "\n", **form: Any) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, **form).writerows(rows)
    return out.getvalue().encode()


def read_by_csv(text: bytes, by: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode(), newline=""), delimiter=by))


def doubts(of: Told, *cells: str, orders: Told = ()) -> bool:
    """Whether a row is doubtful or irregular, with and without quotation marks alike."""
    whole = machine(*[of] * len(cells), orders=orders)
    told = [lines(whole, written([cells], quoting=q)) for q in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)]
    (answer,) = {one is None or bool(one[2]) for one in told}
    return answer


DAY = layout.DAY
SPELLINGS = "{:04}-{:02}-{:02} {:04}/{}/{} {:04}.{}.{} {:04}{:02}{:02} {:04}年{}月{}日"
spellings = st.sampled_from([*SPELLINGS.split(), "{:04}-{}-{}", "{:04}.{:02}.{:02}"])
days = st.dates() | st.sampled_from([date.min, date.max, date(2000, 2, 29), date(2024, 2, 29)])
NO_DAYS = "2026-02-30 2026-13-01 2100-02-29 2026-00-10 2026-01-00 0000-01-01 20260431 2026-1/5"


def spelled(day: date, spelling: str) -> str:
    return spelling.format(day.year, day.month, day.day)


@given(day_texts | st.builds(spelled, days, spellings))
@more
def test_a_day_beyond_doubt_is_read_as_that_day_and_within_bounds(text: str) -> None:
    if text and not doubts(column(DAY), text):
        n = int(str(read_date(text)).replace("-", ""))  # fails for what is no day
        assert not doubts(column(DAY, first=n, last=n), text)


@given(days, days, days)
def test_any_spelling_of_a_day_within_bounds_is_beyond_doubt(a: date, b: date, c: date) -> None:
    bounded = column(DAY, first=layout._number(a), last=layout._number(c))
    for text in (spelled(b, spelling) for spelling in SPELLINGS.split()):
        assert doubts(bounded, text) is not (a <= b <= c)
        assert not doubts(column(DAY), text)


@pytest.mark.parametrize("text", [*NO_DAYS.split(), "2026年1-5", "2026-001-5", "20261-1", "明天"])
def test_impossible_days_and_odd_spellings_are_doubted(text: str) -> None:
    assert doubts(column(DAY), text)


@given(days, days, spellings, spellings)
def test_days_in_the_wrong_order_are_doubted(one: date, two: date, how: str, other: str) -> None:
    cells = spelled(one, how), spelled(two, other)
    assert doubts(column(DAY), *cells, orders=((0, 1, 2),)) is (two < one)
    told = lines(machine(*[column(DAY)] * 2, orders=((1, 0, 6),)), written([cells]))
    assert told[3].startswith(b"0,0,6") is (one < two)
    assert not doubts(column(DAY), cells[0], "", orders=((0, 1, 2), (1, 0, 2)))


FREE = column(layout.NO_ID_NUMBER)
RANGES = ("一鿿", " ~", "Àɏ", "！～", "🌀\U0001faff", "\U00020000\U0002a6df", "“”", "《】")
signs = st.one_of(st.characters(min_codepoint=ord(a), max_codepoint=ord(b)) for a, b in RANGES)
plain = st.text(signs, min_size=1).filter(lambda text: text[0] not in " =" and '"' not in text)
around = st.text('号码为李 aZ:：，,1２"', max_size=6)
ORDINARY = "2026年9月22日 罚款人民币3000元 电话0513-85098509 自2026-09-22起至2027-09-21止 １００万元 公罚〔2026〕12号"


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["329900", "110101", "679900", "719900", "839900"]))
    day = draw(st.dates(date(1900, 1, 1), date(2015, 12, 31))).strftime("%Y%m%d")
    number = region + day + draw(st.from_regex("[0-9]{3}[0-9Xx]", fullmatch=True))
    gaps = draw(st.sampled_from(["", "", " -", " " + HYPHENS, SPACES + INVISIBLE + HYPHENS]))
    between = draw(st.lists(st.sampled_from(["", "", *gaps]), min_size=17, max_size=17))
    wide = draw(st.lists(st.sampled_from([{}, WIDE]), min_size=18, max_size=18))
    return "".join(map(str.__add__, map(str.translate, number, wide), [*between, ""]))


@given(around, id_numbers(), around)
@more
def test_an_id_number_in_text_is_doubted(before: str, number: str, after: str) -> None:
    assert re.search(ID_FREE_TEXT, before + number + after)
    assert doubts(FREE, before + number + after)
    assert not doubts(column(), "329900199001010011")  # where it is not looked for


@given(person_texts | st.text("0123456789２ -—X中", max_size=40))
def test_whatever_holds_an_id_number_is_doubted(text: str) -> None:
    assert doubts(FREE, text) or not re.search(ID_FREE_TEXT, text)


@given(st.lists(st.sampled_from(ORDINARY.split()), min_size=1), st.sampled_from("，。；,、"))
def test_ordinary_text_is_beyond_doubt(pieces: list[str], between: str) -> None:
    assert not doubts(column(layout.NO_ID_NUMBER | layout.HAS_DIGIT), between.join(pieces))


@given(plain, st.integers(-3, 3))
@more
def test_other_text_is_doubted_if_too_long_or_for_want_of_digits(text: str, room: int) -> None:
    assume(len(text) + room > 0 and not re.search("(?:[0-9０-９][^0-9０-９]?){17}", text))
    assert not doubts(FREE, text)
    assert doubts(column(longest=len(text) + room), text) is (room < 0)
    assert doubts(column(layout.HAS_DIGIT), text) is not bool(re.search("[0-9０-９]", text))


@given(plain, st.integers(0, 50), st.sampled_from(SPACES + INVISIBLE))
def test_text_like_a_formula_or_with_odd_space_is_doubted(text: str, at: int, space: str) -> None:
    assert space == " " or doubts(column(), text[:at] + space + text[at:])
    assert doubts(column(), space + text)
    assert doubts(column(), "=" + text)


BITS = {"": 0, "是": 32 | 8, "否": 8, "未知": 64 | 8}
bits = st.integers(0, 127)
three = st.lists(st.tuples(bits, st.sampled_from(["", "字", "=1"])), min_size=3, max_size=3)


@given(st.lists(st.tuples(bits, bits, bits), max_size=3), three, st.sampled_from(list(BITS)))
def test_a_row_has_the_marks_of_doubtful_cells_and_of_rules_that_it_meets(
    rules: list[tuple[int, int, int]], cells: list[tuple[int, str]], choice: str
) -> None:
    row, marks = BITS[choice], 0
    for n, (own, text) in enumerate(cells):
        row |= own if text else 0
        marks |= (text == "=1") << n
    for has, lacks, own in rules:
        marks |= own if row & has == has and not row & lacks else 0
    asked = [column(filled=own, doubt=1 << n) for n, (own, _) in enumerate(cells)]
    of = machine(*asked, column(filled=8, automaton=0), rules=tuple(rules))
    text = written([[*(text for _, text in cells), choice]])
    assert read_by_csv(lines(of, text, every=True)[3])[0][2] == str(marks)
    assert bool(lines(of, text)[2]) is bool(marks)


SPACE = re.sub(r"\\x\{(\w+)\}", r"\\u\1", columns._SPACE)
TIDIED_OFF = [s for s in map(chr, range(0x10000)) if re.fullmatch(SPACE, s) and s not in CUT]
KEYS = machine(column(layout.KEY_TEXT), column(), column(layout.KEY_CODE))
space = st.text(st.sampled_from(TIDIED_OFF), max_size=3)
in_cells = st.characters(codec="utf-8", exclude_characters=CUT)
dropped = st.text(st.sampled_from([sign for sign in DROPPED if sign not in CUT]), max_size=3)
codes = st.just('"') | code_texts.filter(lambda code: not {*CUT} & {*code})


@given(st.data(), st.text(in_cells), codes, st.sampled_from([0, 1]))
@more
def test_rows_of_one_key_are_told(data: st.DataObject, text: str, code: str, quoting: int) -> None:
    at, wide = data.draw(st.integers(0, len(code))), data.draw(st.sampled_from([{}, WIDE]))
    other = (code[:at] + data.draw(dropped) + code[at:].lower()).translate(wide)
    assume(normalise(code) == normalise(other))
    one = lines(KEYS, written([["甲", "一", "1"], [text, "二", code]]))[1]
    padded = [data.draw(space) + text + data.draw(space), "三", other]
    two = lines(KEYS, written([padded], quoting=quoting), 99, 0, 0)[1]
    told = numbers(kernel.repeated((one, two)), 3)
    assert told == [(0, 1, *numbers(one, 2)[1][1:]), (1, 0, 99)]


def test_rows_of_other_keys_and_blank_lines_are_not_told() -> None:
    keys = [key for n in range(1, 3000) for key in ((f"第{n}号", "", "MA1"), (f"{n}", "", ""))]
    keys += [key for n in range(1, 3000) for key in (("", "", f"{n}"), ("x", "", f"MA{n}"))]
    rows, places, doubtful, *_ = lines(KEYS, written(keys) + b"\n" * 9)
    assert (rows, len(places)) == (len(keys), 16 * (len(keys) + 9))
    assert doubtful == kernel.repeated((places,)) == b""


cells = st.text(st.sampled_from(',;|\t"" a中é\u3000') | in_cells, max_size=6)
tables = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n)))


@given(tables, st.sampled_from(",\t;|"), ends, st.sampled_from([0, 1]), st.integers(0, 15))
@more
def test_kept_rows_hold_the_cells_that_were_written(
    table: list[list[str]], by: str, end: str, quoting: int, kept: int
) -> None:
    of = machine(*(column(kept >> n & 1) for n in range(len((table or [""])[0]))), by=by, end=end)
    text = written(table, end, delimiter=by, quoting=quoting)
    rows, _, doubtful, kept_text, _ = lines(of, text, 0, 12, 5, every=True)
    assert (rows, numbers(doubtful)) == (len(table), [(n,) for n in range(5, 5 + rows)])
    assert [row[:2] + row[3:] for row in read_by_csv(kept_text, by)] == [
        ["12", str(line), *(cell for n, cell in enumerate(row) if kept >> n & 1)]
        for line, row in enumerate(table, 5)
    ]


@given(st.lists(st.sampled_from(["", "甲,b", "a", '"","",', "a,b,c,d"])), ends, st.booleans())
def test_lines_are_counted_and_ragged_ones_told(listed: list[str], end: str, ended: bool) -> None:
    text = (end.join([*listed, ""]) if ended else end.join(listed)).encode()
    listed = listed if ended or not listed or listed[-1] else listed[:-1]
    starts = [0, *accumulate(len((line + end).encode()) for line in listed)][: len(listed)]
    rows, places, doubtful, _, ragged = lines(machine(*[column()] * 3, end=end), text, 1000, 0, 7)
    assert (rows, len(places)) == (sum(map(bool, listed)), 16 * len(listed))
    assert [start - 1000 for _, start in numbers(places, 2)] == starts
    assert [(n, text[at - 1000 :][:size].decode()) for n, at, size in numbers(ragged, 3)] == [
        (n, line) for n, line in enumerate(listed, 7) if line and line.count(",") != 2
    ]
    assert numbers(doubtful) == [(n,) for n, *_ in numbers(ragged, 3)]


NO_TEXT = rb"C0AF E08080 F0808080 EDA080 F4908080 F5808080 FF 80 E4B8 F09F98 C3 00".split()
NO_TEXT = [bytes.fromhex(one.decode()) for one in NO_TEXT]
NO_LINES = rb'"a\nb" "a\r\nb" "a a"b a" "a"b "a"\t "a"" a\rb a\r "a\rb"'.split()
NO_LINES = [one.decode("unicode_escape").encode() for one in NO_LINES]


@pytest.mark.parametrize("wrong", [*NO_TEXT, *(b'"%b"' % one for one in NO_TEXT), *NO_LINES])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_lines_that_are_not_certain_are_irregular(wrong: bytes, end: bytes) -> None:
    one, two = (machine(*[column()] * n, end=end.decode()) for n in (1, 2))
    for last in (b"", end, end + b"a" + end):
        assert lines(one, wrong + last) is None
        assert lines(two, b"b," + wrong + last) is None
        assert lines(two, "中文中文a".encode() + end + wrong + b"," + last) is None
    assert lines(one, "中文".encode() + wrong + "中文中".encode()) is None


def test_line_ends_are_those_of_the_file_and_cells_of_one_mib_at_most() -> None:
    for end, text in (("\n", b"a\nb\r\n"), ("\n", b"a\r\nb\n"), ("\r\n", b"a\r\nb\nc\r\n")):
        assert lines(machine(column(), end=end), text) is None
    longest = b"1" * (1 << 20)
    for of in map(machine, (column(), column(DAY), column(automaton=0))):
        assert lines(of, longest)[0] == 1
        assert lines(of, longest + b"1") is None
        assert lines(of, b'"%b"' % longest) is None


PIECES = [b",", b"\n", b"\r\n", b'"', b'""', b"a", "中文".encode(), b"2026-1-5", b"\r"]
noise = st.lists(st.sampled_from(PIECES) | st.binary(max_size=9), max_size=40).map(b"".join)
MIXED = [column(f) for f in (0, DAY, layout.KEY_CODE, layout.KEY_TEXT)] + [column(automaton=0)]


@given(noise, st.integers(0, 5), ends)
@more
def test_any_bytes_are_irregular_or_fit(text: bytes, width: int, end: str) -> None:
    told = lines(machine(*MIXED[:width], end=end), text)
    if told is not None:
        starts = [start for _, start in numbers(told[1], 2)]
        assert all(a < b for a, b in pairwise([*starts, len(text)]))
        assert all(a < b for a, b in pairwise([*numbers(told[2]), (len(starts),)]))


@given(st.lists(st.sampled_from(PIECES)).map(b"".join) | noise, st.integers(1, 3), ends)
@more
def test_regular_lines_have_the_cells_that_others_find(text: bytes, width: int, end: str) -> None:
    told = lines(machine(*[column()] * width, end=end), text, every=True)
    if told is not None:
        kept = [row[3:] for row in read_by_csv(told[3])]
        assert kept == [row for row in read_by_csv(text) if len(row) == width]
