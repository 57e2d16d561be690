"""Trends as pictures: SVG drawn on the server; months and numbers only, so in no language."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import mplfonts
import vl_convert

from gongxin.apps.quality.values import Value
from gongxin.batch.quality.registry import BY_ID
from gongxin.core.text import Text

GRAMMAR: Final = "6.4"
WIDTH, HEIGHT = 300, 110
INK: Final = "#123b6b"
FONT: Final = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


def trend_svg(series: Sequence[tuple[str, Value]]) -> str:
    """The months of one measure as a line; months without a figure leave a gap in it."""
    measure = series[0][1].measure_id
    return _drawn(measure, tuple((month, value.ratio) for month, value in series))


def trend_text(series: Sequence[tuple[str, Value]]) -> Text:
    """The picture in words, for those who do not see it."""
    known = [(month, value) for month, value in series if value.ratio is not None]
    title = BY_ID[series[0][1].measure_id].title
    if not known:
        return _EMPTY.format(zh=title.zh, en=title.en)
    (first, begun), (last, now) = known[0], known[-1]
    return Text(
        f"{title.zh}：{first} 为 {begun.text.zh}，{last} 为 {now.text.zh}",
        f"{title.en}: {begun.text.en} in {first}, {now.text.en} in {last}",
    )


@lru_cache(maxsize=512)
def _drawn(measure_id: str, points: tuple[tuple[str, float | None], ...]) -> str:
    _register_font()
    specification = _specification(measure_id, points)
    return str(vl_convert.vegalite_to_svg(specification, vl_version=GRAMMAR))


def _specification(measure_id: str, points: tuple[tuple[str, float | None], ...]) -> dict[str, Any]:
    """The picture in the Vega-Lite grammar."""
    share = BY_ID[measure_id].unit == "share"
    ends = [points[0][0], points[-1][0]] if points else []
    months = {
        "title": None,
        "labelAngle": 0,
        "values": ends,
        "tickSize": 0,
        "labelPadding": 7,
        "domainColor": "#8794a5",
    }
    numbers = {
        "title": None,
        "format": ".1%" if share else ".1f",
        "tickCount": 3,
        "gridColor": "#e3e8ee",
        "domain": False,
        "tickSize": 0,
    }
    encoding = {
        "x": {"field": "month", "type": "ordinal", "axis": months},
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": _domain(share, points)},
            "axis": numbers,
        },
    }
    line = {
        "type": "line",
        "color": INK,
        "strokeWidth": 2,
        "invalid": "break-paths-show-path-domains",
    }
    dots = {"type": "point", "color": INK, "filled": True, "size": 32}
    return {
        "data": {"values": [{"month": month, "value": ratio} for month, ratio in points]},
        "width": WIDTH,
        "height": HEIGHT,
        "background": "white",
        "encoding": encoding,
        "layer": [
            {"mark": line},
            {"transform": [{"filter": "isValid(datum.value)"}], "mark": dots},
        ],
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelColor": "#475466", "labelFontSize": 11},
        },
    }


def _domain(share: bool, points: tuple[tuple[str, float | None], ...]) -> list[float]:
    """The lowest and highest value of the picture, with some room; a share never leaves 0 to 1."""
    known = [ratio for _, ratio in points if ratio is not None] or [0.0, 1.0]
    room = max(max(known) - min(known), 0.02 if share else 1.0) * 0.3
    highest = min(max(known) + room, 1.0) if share else max(known) + room
    return [max(min(known) - room, 0.0), highest]


@lru_cache(maxsize=1)
def _register_font() -> None:
    vl_convert.register_font_directory(str(Path(mplfonts.__file__).parent / "fonts"))


_EMPTY = Text("{zh}：近 12 个月没有数据", "{en}: no figures in the last twelve months")
