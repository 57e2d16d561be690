"""The credit-file page beside Datasette's page of the same rows, and a bare template as the ceiling."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from bench.city import FILED, City
from bench.figures import Figure
from bench.load import Load, load
from bench.many_records import database_bytes, fill, sqlite_path
from bench.options import Options
from bench.servers import bare_template, datasette_serve, gongxin_web
from bench.sqlite_rows import sampled_subjects, write_sqlite
from bench.timing import Spread
from gongxin.core.text import Text

CLIENTS = (1, 8, 32)
ROUNDS = 3
PAGES = 4000  # organisations that are asked for
SHOWN = 50  # rows of one item on a credit-file page, and on a page of Datasette
OURS, SERVE, TWO, BARE = "gongxin", "datasette serve", "datasette × 2", "template"
TUNED = "&_nofacet=1&_nosuggest=1&_nocount=1"

Servers = dict[str, tuple[list[int], list[str]]]  # name: ports and paths
Loads = dict[str, dict[int, list[Load]]]  # name: number of clients: one of each round


def measure(options: Options, city: City) -> list[Figure]:
    """Latency at one client, and requests a second at several, in alternating rounds."""
    records = fill(city)
    path = sqlite_path(city)
    rows = write_sqlite(city, path, date.today().isoformat())  # noqa: DTZ011 the machine's day
    codes, mean = sampled_subjects(path, SHOWN, PAGES)
    loads = _loads(options, city, codes)
    size = f"{records:,}; {rows:,} (SQLite)"
    about = ABOUT.format(
        records=records,
        gigabytes=database_bytes(city) / 1e9,
        rows=rows,
        pages=len(codes),
        mean=mean,
    )
    figures = [_latency(loads, size, about)]
    figures += [_rate(loads, size, n, SERVE, 2.0) for n in CLIENTS]
    return figures + [_rate(loads, size, n, TWO, None) for n in CLIENTS if n > 1]


def _loads(options: Options, city: City, codes: list[str]) -> Loads:
    ours = [f"/subjects/{code}" for code in codes]
    path = sqlite_path(city)
    theirs = [f"/{path.stem}/records?subject={code}{TUNED}" for code in codes]
    logs = options.home
    with ExitStack() as stack:
        start = stack.enter_context
        web = start(gongxin_web(city.env(FILED), ours[0], logs / "web.log"))
        one = start(datasette_serve(path, theirs[0], logs / "datasette.log"))
        other = start(datasette_serve(path, theirs[0], logs / "datasette-2.log"))
        bare = start(bare_template(logs / "bare.log"))
        servers = {
            OURS: ([web], ours),
            SERVE: ([one], theirs),
            TWO: ([one, other], theirs),
            BARE: ([bare], ["/"]),
        }
        return _rounds(options, servers)


def _rounds(options: Options, servers: Servers) -> Loads:
    loads: Loads = {name: {n: [] for n in CLIENTS} for name in servers}
    for ports, paths in servers.values():
        load(ports, paths, 8, options.seconds / 2)  # warm
    for _ in range(ROUNDS):
        for clients in CLIENTS:
            for name, (ports, paths) in servers.items():
                loads[name][clients].append(load(ports, paths, clients, options.seconds))
    return loads


def _latency(loads: Loads, size: str, about: Text) -> Figure:
    alone = loads[OURS][1]
    told = Text(
        "中位数 {p50:.1f} 毫秒；datasette serve 中位数 {their_p50:.1f}、p99 {their_p99:.1f} 毫秒。",
        "Median {p50:.1f} ms; datasette serve: median {their_p50:.1f} ms, p99 {their_p99:.1f} ms.",
    ).format(
        p50=_spread(alone, lambda run: run.quantile(0.5)).median,
        their_p50=_spread(loads[SERVE][1], lambda run: run.quantile(0.5)).median,
        their_p99=_spread(loads[SERVE][1], lambda run: run.quantile(0.99)).median,
    )
    title = Text("信用档案页 p99，1 个客户端", "Credit-file page, p99 at one client")
    p99 = _spread(alone, lambda run: run.quantile(0.99))
    return Figure("page-p99", title, "ms", p99, 30.0, "most", size, details=[told, about])


def _rate(loads: Loads, size: str, clients: int, rival: str, bound: float | None) -> Figure:
    ours, theirs, bare = loads[OURS][clients], loads[rival][clients], loads[BARE][clients]
    ratio = Spread.of([a.rate / b.rate for a, b in zip(ours, theirs, strict=True)])
    told = RATES.format(
        ours=_spread(ours, lambda run: run.rate).median,
        p99=_spread(ours, lambda run: run.quantile(0.99)).median,
        rival=rival,
        theirs=_spread(theirs, lambda run: run.rate).median,
        bare=_spread(bare, lambda run: run.rate).median,
    )
    title = Text(
        f"信用档案页每秒请求与 {rival} 之比，{clients} 个客户端",
        f"Credit-file pages a second by {rival}, clients: {clients}",
    )
    name = f"page-rate-{clients}" if rival == SERVE else f"page-rate-{clients}-two"
    return Figure(name, title, "×", ratio, bound, "least", size, details=[told])


def _spread(loads: list[Load], of: Callable[[Load], float]) -> Spread:
    return Spread.of([of(run) for run in loads])


ABOUT = Text(
    "{records:,} 条记录（数据库 {gigabytes:.1f} GB），Datasette {rows:,} 行、为组织建索引、不可变模式、不数行不分面；"
    "随机 {pages:,} 个组织，平均每页 {mean:.1f} 行。“datasette serve”是其自带的单进程服务，"
    "“datasette × 2”是两个这样的进程、客户端各分一半（对照）。压测客户端也占用这台机器的处理器。",
    "{records:,} records ({gigabytes:.1f} GB of database), {rows:,} rows in Datasette, indexed by "
    "organisation, immutable, without counts and facets; {pages:,} organisations at random, {mean:.1f} "
    "rows a page on average. “datasette serve” is its own server, one process; “datasette × 2” is two such "
    "processes that share the clients, for comparison. The clients use the same machine's processors.",
)
RATES = Text(
    "每秒请求：公信 {ours:.0f}（p99 {p99:.0f} 毫秒），{rival} {theirs:.0f}，只渲染模板的 Django {bare:.0f}。",
    "Requests a second: Gongxin {ours:.0f} (p99 {p99:.0f} ms), {rival} {theirs:.0f}, a bare Django "
    "template {bare:.0f}.",
)
