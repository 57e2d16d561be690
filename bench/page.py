"""The credit-file page beside Datasette's page of the same rows, and a bare template as the ceiling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.city import FILED, City
from bench.figures import Figure
from bench.load import Load, load
from bench.many_records import database_bytes, fill, sqlite_path
from bench.options import Options
from bench.servers import bare_template, datasette, gongxin_web
from bench.sqlite_rows import sampled_subjects, write_sqlite
from bench.timing import Spread
from gongxin.core.text import Text

CLIENTS = (1, 8, 32)
ROUNDS = 3
PAGES = 4000  # organisations that are asked for
SHOWN = 50  # rows of one item on a credit-file page, and on a page of Datasette


@dataclass(frozen=True, slots=True)
class Servers:
    """What is asked: name → (port, paths)."""

    ours: tuple[int, list[str]]
    datasette: tuple[int, list[str]]
    bare: tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Rounds:
    """Loads by number of clients, one a round, of each server."""

    ours: dict[int, list[Load]]
    datasette: dict[int, list[Load]]
    bare: dict[int, list[Load]]


def measure(options: Options, city: City) -> list[Figure]:
    """Latency at one client, and requests a second at several, in alternating rounds."""
    records = fill(city)
    path = sqlite_path(city)
    rows = write_sqlite(city, path, date.today().isoformat())  # noqa: DTZ011 the machine's day
    codes, mean = sampled_subjects(path, SHOWN, PAGES)
    pages = [f"/subjects/{code}" for code in codes]
    table = f"/{path.stem}/records?subject="
    tuned = "&_nofacet=1&_nosuggest=1&_nocount=1"
    theirs = [f"{table}{code}{tuned}" for code in codes]
    logs = options.home
    with (
        gongxin_web(city.env(FILED), pages[0], logs / "web.log") as port,
        datasette(path, theirs[0], logs / "datasette.log") as other,
        bare_template(logs / "bare.log") as bare,
    ):
        rounds = _rounds(options, Servers((port, pages), (other, theirs), (bare, ["/"])))
    size = f"{records:,}; {rows:,} (SQLite)"
    about = Text(
        "{records:,} 条记录（数据库 {gigabytes:.1f} GB），Datasette {rows:,} 行；"
        "随机 {pages:,} 个组织，平均每页 {mean:.1f} 行。压测客户端也占用这台机器的处理器。",
        "{records:,} records ({gigabytes:.1f} GB of database), {rows:,} rows in Datasette; "
        "{pages:,} organisations at random, {mean:.1f} rows a page on average. The clients use the "
        "same machine's processors.",
    ).format(
        records=records,
        gigabytes=database_bytes(city) / 1e9,
        rows=rows,
        pages=len(pages),
        mean=mean,
    )
    return [_latency(rounds, size, about), *(_rate(rounds, size, n) for n in CLIENTS)]


def _rounds(options: Options, servers: Servers) -> Rounds:
    rounds = Rounds(*({n: [] for n in CLIENTS} for _ in range(3)))
    asked: list[tuple[tuple[int, list[str]], dict[int, list[Load]]]] = [
        (servers.ours, rounds.ours),
        (servers.datasette, rounds.datasette),
        (servers.bare, rounds.bare),
    ]
    for (port, paths), _ in asked:
        load([port], paths, 8, options.seconds / 2)  # warm
    for _ in range(ROUNDS):
        for clients in CLIENTS:
            for (port, paths), kept in asked:
                kept[clients].append(load([port], paths, clients, options.seconds))
    return rounds


def _latency(rounds: Rounds, size: str, about: Text) -> Figure:
    alone = rounds.ours[1]
    p50, p99 = (_spread(alone, lambda run, part=part: run.quantile(part)) for part in (0.5, 0.99))
    theirs = _spread(rounds.datasette[1], lambda run: run.quantile(0.99))
    told = Text(
        "中位数 {p50:.1f} 毫秒；Datasette 的 p99 {theirs:.1f} 毫秒。",
        "Median {p50:.1f} ms; Datasette's p99 {theirs:.1f} ms.",
    ).format(p50=p50.median, theirs=theirs.median)
    title = Text("信用档案页 p99，1 个客户端", "Credit-file page, p99 at one client")
    return Figure("page-p99", title, "ms", p99, 30.0, "most", size, details=[told, about])


def _rate(rounds: Rounds, size: str, clients: int) -> Figure:
    pairs = zip(rounds.ours[clients], rounds.datasette[clients], strict=True)
    ratio = Spread.of([a.rate / b.rate for a, b in pairs])
    ours, theirs, bare = (
        _spread(kept[clients], lambda run: run.rate)
        for kept in (rounds.ours, rounds.datasette, rounds.bare)
    )
    slow = _spread(rounds.ours[clients], lambda run: run.quantile(0.99))
    told = Text(
        "每秒请求：公信 {ours:.0f}（p99 {slow:.0f} 毫秒），Datasette {theirs:.0f}，"
        "只渲染模板的 Django {bare:.0f}；三者都是两个进程。",
        "Requests a second: Gongxin {ours:.0f} (p99 {slow:.0f} ms), Datasette {theirs:.0f}, a bare "
        "Django template {bare:.0f}; two processes each.",
    ).format(ours=ours.median, slow=slow.median, theirs=theirs.median, bare=bare.median)
    title = Text(
        f"信用档案页每秒请求与 Datasette 之比，{clients} 个客户端",
        f"Credit-file pages a second by Datasette's, {clients} client(s)",
    )
    return Figure(f"page-rate-{clients}", title, "×", ratio, 2.0, "least", size, details=[told])


def _spread(loads: list[Load], of: Callable[[Load], float]) -> Spread:
    return Spread.of([of(run) for run in loads])
