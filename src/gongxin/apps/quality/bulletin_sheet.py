"""A bulletin ready to read in one language: nothing but strings, the same for page and PDF."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from gongxin.apps.quality.bulletin import NAMED_FROM, PICTURED, Content, Counts, value_of
from gongxin.apps.quality.periods import read_period
from gongxin.apps.quality.pictures import trend_svg, trend_text
from gongxin.apps.quality.queries import TABLE
from gongxin.apps.quality.values import Value
from gongxin.batch.quality.measure import OWN_DEFINITION, Measure
from gongxin.batch.quality.registry import BY_ID, DUAL, MEASURES
from gongxin.core.regions import path_name
from gongxin.core.text import Text
from gongxin.law.load import load_catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its name, its figures in words, and whether it is one to name."""

    name: str
    cells: tuple[str, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading; ``note`` says how to read it."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells beside the heads of their columns."""
        return [(row, list(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Definition:
    """How a measure is counted."""

    title: str
    formula: str
    numerator: str
    denominator: str
    source: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Twelve months of a measure as SVG, and the same in words."""

    measure: str
    title: str
    svg: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole bulletin."""

    language: str
    platform: str
    title: str
    period: str
    state: str
    words: dict[str, str]
    overall: Table
    dual: Table
    districts: Table
    departments: Table
    pictures: tuple[Picture, ...]
    definitions: tuple[Definition, ...]


def sheet_of(content: Content, language: str, published: str = "") -> Sheet:
    """The bulletin in ``language``; ``published`` is the day it was, empty for a draft."""
    period = read_period(content.period)
    title = _TITLE_QUARTER if period.quarterly else _TITLE_MONTH
    state = _PUBLISHED.format(day=published) if published else _DRAFT
    with translation.override("en" if language == "en" else "zh-hans"):
        city = translation.gettext(settings.GONGXIN_CITY)
    return Sheet(
        language=language,
        platform=_PLATFORM.format(city=city).of(language),
        title=title.of(language),
        period=period.title.of(language),
        state=state.of(language),
        words={key: text.of(language) for key, text in _WORDS.items()},
        overall=_overall(content, language),
        dual=_dual(content, language),
        districts=_districts(content, language),
        departments=_departments(content, language),
        pictures=tuple(_picture(content, measure, language) for measure in PICTURED),
        definitions=tuple(definition_of(measure, language) for measure in MEASURES),
    )


def definition_of(measure: Measure, language: str) -> Definition:
    """A measure's definition in ``language``; one that was not read in its source says so."""
    read = measure.verified or measure.source == OWN_DEFINITION
    source = measure.source.of(language) + ("" if read else _UNVERIFIED.of(language))
    return Definition(
        title=measure.title.of(language),
        formula=measure.formula.of(language),
        numerator=measure.numerator.of(language),
        denominator=measure.denominator.of(language),
        source=source,
    )


def _overall(content: Content, language: str) -> Table:
    rows = []
    for measure in MEASURES:
        if measure.id not in DUAL:
            now, before = (
                value_of(content.overall, measure.id),
                value_of(content.before, measure.id),
            )
            counted = f"{now.numerator:,} / {now.denominator:,}" if now.denominator else "—"
            cells = (now.text.of(language), counted, before.text.of(language))
            rows.append(Row(measure.title.of(language), cells))
    return _table(_OVERALL, _OVERALL_NOTE, (_MEASURE, _FIGURE, _COUNTS, _BEFORE), rows, language)


def _dual(content: Content, language: str) -> Table:
    items = load_catalogue().items
    rows = [
        Row(items[item].title.of(language), _cells(counts, DUAL, language))
        for item, counts in content.items.items()
        if item in items
    ]
    rows.append(Row(_TOGETHER.of(language), _cells(content.overall, DUAL, language)))
    return _table(_DUAL, _DUAL_NOTE, (_ITEM, *_short(DUAL)), rows, language)


def _districts(content: Content, language: str) -> Table:
    rows = []
    for region, counts in content.districts.items():
        late = value_of(counts, "dual_late_rate").ratio or 0
        name = path_name(region) or region
        rows.append(Row(name, _cells(counts, DUAL, language), named=late > NAMED_FROM))
    return _table(_DISTRICTS, _DISTRICTS_NOTE, (_DISTRICT, *_short(DUAL)), rows, language)


def _departments(content: Content, language: str) -> Table:
    rows = [
        Row(
            line["name_en"] if language == "en" and line["name_en"] else line["name"],
            _cells(line["values"], TABLE, language),
        )
        for line in content.departments
    ]
    return _table(_DEPARTMENTS, _DEPARTMENTS_NOTE, (_DEPARTMENT, *_short(TABLE)), rows, language)


def _cells(counts: dict[str, Counts], measures: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(value_of(counts, measure).text.of(language) for measure in measures)


def _short(measures: tuple[str, ...]) -> list[Text]:
    """Titles for the heads of columns, where the table says what they are about."""
    titles = [BY_ID[measure].title for measure in measures]
    return [
        Text(t.zh.replace("“双公示”", ""), t.en.replace("Dual publicity: ", "").capitalize())
        for t in titles
    ]


def _table(
    title: Text, note: Text, columns: tuple[Text, ...], rows: list[Row], language: str
) -> Table:
    heads = tuple(column.of(language) for column in columns)
    return Table(title.of(language), note.of(language), heads, tuple(rows))


def _picture(content: Content, measure: str, language: str) -> Picture:
    series = [(month, Value(measure, n, d)) for month, n, d in content.trends[measure]]
    title = BY_ID[measure].title.of(language)
    return Picture(measure, title, trend_svg(series), trend_text(series).of(language))


_PLATFORM = Text("{city}公共信用信息平台", "{city} public credit platform")
_TITLE_MONTH = Text("公共信用信息质量月报", "Data quality: monthly bulletin")
_TITLE_QUARTER = Text("公共信用信息质量季报", "Data quality: quarterly bulletin")
_PUBLISHED = Text("{day} 发布", "Published {day}")
_DRAFT = Text("草稿，尚未发布", "Draft, not published")
_OVERALL = Text("总体", "All departments together")
_OVERALL_NOTE = Text(
    "按条数合并：各部门的分子之和除以分母之和。",
    "Pooled by count: the sum of all numerators over the sum of all denominators.",
)
_DUAL = Text("“双公示”", "Dual publicity")
_DUAL_NOTE = Text(
    "按国家通报的口径单列：许可和处罚按条数合并。",
    "Counted separately, as in the national bulletin: permits and penalties pooled by count.",
)
_DISTRICTS = Text("各地区“双公示”", "Dual publicity by district")
_DISTRICTS_NOTE = Text(
    "迟报率超过 50% 的地区带▲标记。", "Districts with a late rate over 50 % are marked ▲."
)
_DEPARTMENTS = Text("各部门", "Departments")
_DEPARTMENTS_NOTE = Text(
    "“—”表示没有可以计数的数据，例如尚未上传台账。",
    "“—” means that there was nothing to count, for example no ledger.",
)
_MEASURE, _FIGURE = Text("指标", "Measure"), Text("本期", "This period")
_COUNTS, _BEFORE = Text("分子 / 分母", "Numerator / denominator"), Text("上期", "Period before")
_ITEM, _TOGETHER = Text("目录项", "Item"), Text("合并", "Together")
_DISTRICT, _DEPARTMENT = Text("地区", "District"), Text("部门", "Department")
_UNVERIFIED = Text(
    "（未读到原文，口径由本平台设定）", " (source not read; the definition is this platform's)"
)
_WORDS = {
    "trends": Text("近 12 个月", "Twelve months"),
    "definitions": Text("指标的定义", "How the figures are counted"),
    "numerator": Text("分子", "Numerator"),
    "denominator": Text("分母", "Denominator"),
    "source": Text("口径来源", "Source of the definition"),
    "page": Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "organisations": Text(
        "只涉及组织，不涉及个人。", "About organisations only, never about persons."
    ),
}
