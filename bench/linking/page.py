"""The table of measured linking, between two marks in docs/explanation/linking.md."""

from pathlib import Path
from typing import Any

from gongxin.core.text import Language, Text

PAGE = Path(__file__).parent.parent.parent / "docs" / "explanation" / "linking.md"
_NAMES = {
    "exact": Text("规范化名称完全相同", "exact normalised name"),
    "rapidfuzz": Text("rapidfuzz token_sort_ratio", "rapidfuzz token_sort_ratio"),
    "logic-v2": Text("nomenklatura logic-v2", "nomenklatura logic-v2"),
    "gongxin": Text("公信", "Gongxin"),
}
_KINDS = {
    "abbreviation": "简称",
    "bracket": "地名移入括号",
    "combined": "几种并存",
    "former name": "曾用名",
    "legal form": "组织形式",
    "prefix": "行政区划",
    "traditional": "繁体",
    "typo": "错字",
    "width": "全角与空格",
}
_HEAD = Text(
    "| | 精确率 99.5% 时的召回率 | 此时的精确率 | AUC | 对／秒 |\n|---|---|---|---|---|",
    "| | recall at 99.5% precision | precision there | AUC | pairs a second |\n|---|---|---|---|---|",
)
_ABOUT = Text(
    "{all:,} 对，其中保留不用于调参的 {test:,} 对（同一组织 {test_same:,} 对）上的结果；{measured_on}，"
    "{processor}，{cores} 核，{python}。公信的界限取自训练部分；其余三种取在这些保留对上最好的界限。"
    "公信的速度是已拆分名称的打分（两个线程）；连同逐个拆分名称为每秒 {whole:,} 对。",
    "{all:,} pairs; results on the {test:,} held out ({test_same:,} of one organisation); "
    "{measured_on}, {processor}, {cores} cores, Python {python}. Gongxin's threshold comes from the "
    "training part, the other three have the best one on the held-out pairs themselves. Gongxin's "
    "speed is scoring names that are in their parts (two threads); with taking every name apart "
    "anew it is {whole:,} pairs a second.",
)
_SCALE = Text(
    "{rows:,} 个未关联的名称对 {names:,} 个登记名称（按序轮换）：找出并打分 {found:,} 个候选，"
    "{seconds:.0f} 秒（CPU {cpu:.0f} 秒；其中拆分登记名称 {laid:.0f} 秒，每次运行只做一遍），内存峰值 "
    "{peak:.2f} GB（上限 4 GB），为 DuckDB 对两表做一次哈希连接（{join:.2f} 秒）的 "
    "{ratio:.0f} 倍；种下的名称有 {recall:.1%} 在前五个候选里；{crowded:,} 个名称的检索键太常见、"
    "又没有候选，单独列出。",
    "{rows:,} unlinked names against {names:,} names of the register: {found:,} candidates found and "
    "scored in {seconds:.0f} s ({cpu:.0f} s of CPU; {laid:.0f} s of it take the register's names apart, "
    "once a run), {peak:.2f} GB at the peak (limit 4 GB), {ratio:.0f} times one DuckDB "
    "hash join of the two tables ({join:.2f} s); {recall:.1%} of the planted names have their "
    "organisation among the first five; {crowded:,} names share what they can be searched by with too "
    "many and have no candidate: they are listed apart.",
)


def write_page(kept: dict[str, Any]) -> None:
    """Put the figures between the marks of both languages; everything else stays as it is."""
    text = PAGE.read_text(encoding="utf-8")
    for language in ("zh", "en"):
        begin, end = f"<!-- bench {language} -->\n", f"<!-- end {language} -->"
        before, rest = text.split(begin, 1)
        text = before + begin + table(kept, language) + end + rest.split(end, 1)[1]
    PAGE.write_text(text, encoding="utf-8")


def table(kept: dict[str, Any], language: Language) -> str:
    """The tables and what they were measured on."""
    lines = [_HEAD.of(language), *(_line(result, language) for result in kept["results"])]
    ours = kept["results"][-1]
    about = {**kept["machine"], **kept["pairs"], "whole": int(ours["whole"])}
    lines += ["", _ABOUT.of(language).format(**about), "", *_kinds(kept, language)]
    if "scale" in kept:
        lines += ["", _SCALE.of(language).format(**kept["scale"])]
    return "\n".join(lines) + "\n"


def _line(result: dict[str, Any], language: Language) -> str:
    cells = [f"**{result['recall']:.3f}**", f"{result['precision']:.4f}", f"{result['area']:.3f}"]
    cells.append(f"{int(result['speed']):,}")
    return f"| {_NAMES[result['name']].of(language)} | {' | '.join(cells)} |"


def _kinds(kept: dict[str, Any], language: Language) -> list[str]:
    results = kept["results"]
    first = Text("各种写法的召回率", "recall of each spelling").of(language)
    head = [first, *(_NAMES[result["name"]].of(language) for result in results)]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for kind in results[0]["by_kind"]:
        name = _KINDS[kind] if language == "zh" else kind
        cells = [f"{result['by_kind'][kind]:.2f}" for result in results]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines
