"""Search over HTTP: a million names, queries from two characters to whole names, common and rare."""

import random
import subprocess
import sys
from urllib.parse import quote

from bench.city import BARE, NAMES, City
from bench.figures import Figure
from bench.load import Load, load
from bench.options import Options
from bench.servers import gongxin_web
from bench.timing import Spread
from gongxin.core.text import Text

ROUNDS = 3
EACH = 100  # queries of a kind in a round
COMMON = (
    "公信",
    "公司",
    "有限公司",
    "东城",
    "个体工商户",
    "有限责任公司",
    "科技",
    "商贸",
    "餐饮",
    "合作社",
)
KINDS = {
    "two": Text("两个字", "two characters"),
    "three": Text("三个字", "three characters"),
    "four": Text("四个字", "four characters"),
    "common": Text("常见词", "common words"),
    "name": Text("全名", "whole names"),
    "code": Text("代码", "codes"),
    "code_start": Text("代码开头", "beginnings of codes"),
    "none": Text("没有的名称", "names that nobody has"),
}


def measure(options: Options, city: City) -> list[Figure]:
    """The time within which 95 of 100 searches are answered, over all kinds of query."""
    if NAMES not in city.databases():
        city.copy(BARE, NAMES)
        print(f"filling in {options.names:,} names …", file=sys.stderr)
        words = [city.url(NAMES), str(options.names)]
        subprocess.run([sys.executable, "-m", "bench.many_names", *words], check=True)
    taken: dict[str, list[Load]] = {kind: [] for kind in KINDS}
    whole: list[float] = []
    sample = names_of(city, NAMES)
    with gongxin_web(city.env(NAMES), "/search?q=x", options.home / "search.log") as port:
        ask(port, queries(sample, 0))
        for number in range(1, ROUNDS + 1):
            answers = ask(port, queries(sample, number))
            for kind, answered in answers.items():
                taken[kind].append(answered)
            together = sorted(ms for answered in answers.values() for ms in answered.milliseconds)
            whole.append(Load(together, 0.0).quantile(0.95))
    size = f"{options.names:,}"
    title = Text("搜索 p95（HTTP，/search?q=）", "Search, p95 (HTTP, /search?q=)")
    return [
        Figure("search", title, "ms", Spread.of(whole), 60.0, "most", size, details=_told(taken))
    ]


def names_of(city: City, database: str) -> list[tuple[str, str]]:
    """Name and code of every 97th organisation."""
    with city.connect(database) as connection:
        found = connection.execute(
            "SELECT name, code FROM subjects_subject WHERE id %% 97 = %s ORDER BY id", [0]
        )
        return [(str(name), str(code)) for name, code in found.fetchall()]


def queries(sample: list[tuple[str, str]], seed: int) -> dict[str, list[str]]:
    """``EACH`` queries of every kind: parts are cut out of names at random, place names left out."""
    rng = random.Random(seed)

    def part(length: int) -> str:
        name = rng.choice(sample)[0][3:]  # after the city's name
        start = rng.randrange(max(1, len(name) - length))
        return name[start : start + length]

    return {
        "two": [part(2) for _ in range(EACH)],
        "three": [part(3) for _ in range(EACH)],
        "four": [part(4) for _ in range(EACH)],
        "common": [rng.choice(COMMON) for _ in range(EACH)],
        "name": [rng.choice(sample)[0] for _ in range(EACH)],
        "code": [rng.choice(sample)[1] for _ in range(EACH)],
        "code_start": [rng.choice(sample)[1][: rng.randrange(8, 16)] for _ in range(EACH)],
        "none": [f"{part(2)}龘{part(2)}" for _ in range(EACH)],
    }


def ask(port: int, asked: dict[str, list[str]]) -> dict[str, Load]:
    """One client asks all queries of one kind after the other."""
    return {
        kind: load([port], [address(text) for text in texts], 1, 600.0, limit=EACH)
        for kind, texts in asked.items()
    }


def address(text: str) -> str:
    """Where the text is searched for."""
    return f"/search?q={quote(text)}"


def _told(taken: dict[str, list[Load]]) -> list[Text]:
    parts = []
    for kind, title in KINDS.items():
        middle = Spread.of([run.quantile(0.5) for run in taken[kind]]).median
        late = Spread.of([run.quantile(0.95) for run in taken[kind]]).median
        parts.append(
            Text(f"{title.zh} {middle:.0f} / {late:.0f}", f"{title.en} {middle:.0f} / {late:.0f}")
        )
    zh, en = "，".join(p.zh for p in parts), ", ".join(p.en for p in parts)
    return [
        Text(
            f"一个客户端，每种查询 {EACH} 次；各种的中位数 / p95（毫秒）：{zh}。",
            f"One client, {EACH} queries of each kind; median / p95 of each in ms: {en}.",
        )
    ]
