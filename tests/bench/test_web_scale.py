import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from bench import options as bench_options
from bench.bulk import without_indexes
from bench.load import Load, load
from bench.options import Options
from bench.report import write_report
from bench.search import KINDS
from bench.server_timing import server_timing
from bench.web_city import web_options
from bench.web_page import lines
from bench.web_scale import figures
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

OPTIONS = Options(1000, (), 1, 1.0, False, 0.5, ())


def test_shares_are_of_the_time_in_the_server() -> None:
    loads = [
        Load([1.0, 2.0, 9.0, 9.0], 40.0, {"db": 4.0, "total": 10.0}),
        Load([1.0, 3.0, 9.0, 9.0], 50.0, {"db": 2.0, "total": 10.0}),
        Load([1.0, 5.0, 5.0, 7.0], 60.0, {"db": 8.0, "total": 10.0}),
    ]
    told = figures(loads)
    assert told["share"] == [0.4, 0.2, 0.8]
    assert told["queries"] == [1.0, 0.5, 2.0]
    assert told["p50"] == [9.0, 5.0, 9.0]
    assert told["p99"] == [9.0, 7.0, 9.0]
    assert told["rate"] == [50.0, 40.0, 60.0]
    assert told["requests"] == 12


class _Timed(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/timed":
            self.send_header("Server-Timing", "db;dur=1.5, total;dur=4.000")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing is logged."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Timed) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_clients_add_up_what_the_server_tells_of_its_time(port: int) -> None:
    assert load([port], ["/timed"], 2, 30.0, limit=3).told == {"db": 9.0, "total": 24.0}
    assert load([port], ["/plain"], 1, 30.0, limit=3).told == {}


@pytest.mark.django_db
def test_the_time_in_queries_is_part_of_the_whole() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        if request.path == "/asks":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.05)")
        return HttpResponse()

    def told(path: str) -> dict[str, float]:
        header = server_timing(answer)(RequestFactory().get(path))["Server-Timing"]
        parts = (part.split(";dur=") for part in header.split(", "))
        return {name: float(milliseconds) for name, milliseconds in parts}

    asks, plain = told("/asks"), told("/plain")
    assert 50.0 <= asks["db"] <= asks["total"]
    assert plain["db"] == 0.0 <= plain["total"]


@pytest.mark.django_db
def test_indexes_come_back_as_they_were() -> None:
    at = connection.settings_dict
    where = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    given = {name: value for name, value in where.items() if value}
    with psycopg.connect(dbname=at["NAME"], autocommit=True, **given) as own:
        own.execute("CREATE TEMP TABLE parent (id bigint PRIMARY KEY)")
        own.execute(
            "CREATE TEMP TABLE bulk (id bigint PRIMARY KEY, code text UNIQUE,"
            " parent bigint REFERENCES parent)"
        )
        own.execute("CREATE UNIQUE INDEX bulk_some ON bulk (code) WHERE id > 1")

        def indexes() -> set[str]:
            found = own.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'bulk'")
            return {row[0] for row in found.fetchall()}

        before = indexes()
        with without_indexes(own, ["bulk"]):
            assert len(indexes()) == 1
            own.execute("INSERT INTO bulk VALUES (1, 'a', 7)")
        assert indexes() == before
        with pytest.raises(psycopg.errors.UniqueViolation):
            own.execute("INSERT INTO bulk VALUES (2, 'a', NULL)")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            own.execute("INSERT INTO bulk VALUES (3, 'b', 7)")


def test_the_database_follows_the_scale() -> None:
    own = web_options(OPTIONS)
    assert (own.names, own.records) == (2_500_000, 5_000_000)
    assert own.folder.name == "web-0.5"
    assert own.keep


def test_the_part_of_the_page_has_every_figure_in_both_languages() -> None:
    eight = {"p50": [4.25, 4.0, 5.0], "p99": [120.4, 90.0, 200.0], "rate": [2001.4, 1.0, 3e3]}
    eight |= {"queries": [2.34, 2.0, 3.0], "share": [0.551, 0.5, 0.6]}
    clients = {"8": {**eight, "requests": 7}}
    kept: dict[str, object] = {
        "clients": clients,
        "load": 0.25,
        "on": "2026-11-20",
        "processor": "x",
    }
    kept |= {"organisations": 5_000_000, "records": 10_000_000, "bytes": 15.04e9}
    kept["kinds"] = {name: {"p50": 1.0, "p95": 2.0, "p99": 3.6} for name in KINDS}
    both = {"page-scale": kept, "search-scale": kept}
    zh, en = lines(both, "zh"), lines(both, "en")
    assert len(zh) == len(en)
    cells = (
        "| 8 | **4.2 ms** (4.0–5.0) | **120 ms** (90–200) | **2,001** (1–3,000) | 2.3 ms | 55% |"
    )
    assert sum(line.endswith(cells) for line in zh) == 2
    assert sum(line.endswith(cells) for line in en) == 2
    busy = lines({"page-scale": {**kept, "load": 7.5}}, "en")
    assert any("Other work" in line for line in busy)
    assert not any("Other work" in line for line in en)
    assert "全名 1 / 2 / 4" in "".join(zh)
    assert "5,000,000 organisations, 10,000,000 records, 15.0 GB" in "".join(en)


def test_the_other_results_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_options, "DATA", tmp_path)
    results = OPTIONS.folder / "results.json"
    results.parent.mkdir()
    results.write_text('{"web": {"page-scale": {"on": "2026-11-20"}}}')
    write_report(OPTIONS, [])
    kept = json.loads(results.read_text())
    assert kept["web"] == {"page-scale": {"on": "2026-11-20"}}
    assert kept["figures"] == []
