"""Personal data is not held: what was planted is found in no file, table, log or answer."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from tests.acceptance import planted as plant
from tests.acceptance.planted import CODE, NAME, Planted
from tests.acceptance.rows import REGISTER, csv_file, penalty
from tests.cli.penalties import DEPARTMENT
from tests.cli.running import Up, eventually, gongxin, json_of

from gongxin.config.postgres import EmbeddedPostgres

SOURCES = """
SELECT format('SELECT * FROM %I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
UNION ALL SELECT 'SELECT * FROM pg_stats'
"""
PLACE = ["--sector", "market_supervision", "--region", "329900"]


class Program:
    """A department's program: hands in files over the API and keeps every answer it gets."""

    def __init__(self, up: Up, answers: Path) -> None:
        self.port, self.answers, self.key = up.port, answers, ""
        answers.mkdir()

    def get(self, address: str) -> bytes:
        return self._ask("GET", quote(address, safe="/?&="))

    def hand_in(self, item: str, content: bytes, filename: str) -> int:
        """The number of the submission."""
        body = encode_multipart(BOUNDARY, {"item": item, "file": _Named(content, filename)})
        answer = json.loads(self._ask("POST", "/api/v1/submissions", body, MULTIPART_CONTENT))
        assert "submission" in answer, answer
        return int(answer["submission"])

    def post(self, address: str, values: dict[str, str]) -> bytes:
        body = json.dumps(values, ensure_ascii=False).encode()
        return self._ask("POST", address, body, "application/json")

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> bytes:
        headers = {"Content-Type": kind} if kind else {}
        if address.startswith("/api/"):
            headers["Authorization"] = f"Bearer {self.key}"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, address, body, headers)
        answer = connection.getresponse().read()
        connection.close()
        number = len(list(self.answers.iterdir()))
        (self.answers / f"{number:03d}").write_bytes(answer)
        return answer


class _Named:
    """Bytes under a file name, as ``encode_multipart`` takes them."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self.name, self.content_type = content, name, "application/octet-stream"

    def read(self) -> bytes:
        return self._content


@dataclass
class City:
    """A city after all of it was handed in, read and stopped; ``home`` has dump and answers."""

    home: Path
    planted: Planted
    submissions: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    folder = Path(tempfile.mkdtemp(prefix="gx-id-"))
    planted = Planted()
    up = Up(folder / "home").wait_until_ready()
    try:
        yield _live(up, planted)
    finally:
        up.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _live(up: Up, planted: Planted) -> City:
    program = Program(up, up.home / "answers")
    gongxin(up.home, "department", "add", DEPARTMENT, "公信市市场监督管理局", *PLACE)
    made = gongxin(up.home, "api-key", "add", "--from", DEPARTMENT, "--label", "测试", "--json")
    program.key = json_of(made)["key"]
    submissions = _hand_in(program, planted)
    _by_command(up, planted)
    _read_everything(program, submissions)
    _speak_of_numbers(program, planted)
    _dump(up.home)
    up.stop()
    (up.home / "up.log").write_text(up.said(), "utf-8")
    return City(up.home, planted, submissions)


def _dump(home: Path) -> None:
    """Every row of every table, and what the database remembers of the values in them."""
    share = EmbeddedPostgres(home)
    try:
        with (
            psycopg.connect(share.uri, autocommit=True) as connection,
            (home / "dump.tsv").open("wb") as out,
        ):
            connection.execute("CHECKPOINT")
            for (source,) in connection.execute(SOURCES).fetchall():
                with connection.cursor().copy(f"COPY ({source}) TO STDOUT") as rows:
                    out.writelines(rows)
    finally:
        share.leave()


def _hand_in(program: Program, planted: Planted) -> dict[str, dict[str, Any]]:
    csv = csv_file("penalty", plant.rows(planted, "CSV"), "gb18030")
    files = {
        "登记.csv": plant.register_file(planted),
        f"当事人{planted.number('file name')}处罚.csv": csv,
        "处罚.xlsx": plant.workbook(planted),
        "处罚.jsonl": plant.json_lines(planted),
        **plant.refused_files(planted),
    }
    numbers = {}
    for name, content in files.items():
        item = REGISTER if name == "登记.csv" else "penalty"
        numbers[name] = program.hand_in(item, content, name)
    done: dict[str, dict[str, Any]] = {}

    def finished() -> bool:
        for name, number in numbers.items():
            done[name] = json.loads(program.get(f"/api/v1/submissions/{number}"))
        return all(one["finished"] for one in done.values())

    assert eventually(finished, 120), done
    return done


def _by_command(up: Up, planted: Planted) -> None:
    """Through the commands too, with the annotated workbook kept under the home folder."""
    listed = plant.rows(planted, "command")
    file = up.home.parent / f"{planted.number('command file name')}.csv"
    file.write_bytes(csv_file("penalty", listed))
    report = up.home / "report.xlsx"
    checked = gongxin(up.home, "check", "penalty", str(file), "--json", "--report", str(report))
    submitted = gongxin(
        up.home, "submit", "penalty", str(file), "--from", DEPARTMENT, "--wait", "--json"
    )
    shown = gongxin(up.home, "subject", CODE, "--view", "full", "--json")
    for number, done in enumerate((checked, submitted, shown)):
        (up.home / "answers" / f"command-{number}").write_text(done.stdout + done.stderr, "utf-8")


def _read_everything(program: Program, submissions: dict[str, dict[str, Any]]) -> None:
    for one in submissions.values():
        for part in ("", "/issues?size=100", "/issues.jsonl", "/workbook.xlsx"):
            program.get(f"/api/v1/submissions/{one['submission']}{part}")
    file = json.loads(program.get(f"/api/v1/subjects/{CODE}"))
    for record in file["records"]:
        program.get(f"/records/{record['id']}")
        program.get(f"/api/v1/records/{record['id']}")
    for address in (f"/subjects/{CODE}", f"/subjects/{CODE}/report", "/penalties", "/"):
        program.get(address)
    program.get(f"/subjects/{CODE}/report.pdf")
    program.get("/records/penalty.csv")


def _speak_of_numbers(program: Program, planted: Planted) -> None:
    """What officers write as reasons and visitors type into addresses is kept too, or logged."""
    file = json.loads(program.get(f"/api/v1/subjects/{CODE}"))
    record = next(r for r in file["records"] if r["item"] == "penalty")
    reason = {"reason": f"当事人{planted.number('reason')}申请", "officer": "nobody"}
    program.post(f"/api/v1/records/{record['id']}/withdraw", reason)
    answers = program.answers
    program.answers = answers.parent.parent / "echoes"  # a page may say what was looked for
    program.answers.mkdir()
    for address in ("/subjects/{}", "/search?q={}", "/verify/{}", "/{}", "/api/v1/subjects/{}"):
        program.get(address.format(planted.number(f"address {address}")))
    program.answers = answers


def test_the_rows_that_may_be_kept_were_filed(city: City) -> None:
    """The search below would find nothing in an empty city either."""
    states = {name: one["state"] for name, one in city.submissions.items()}
    kept = [name for name, state in states.items() if state in ("filed", "partly_filed")]
    assert len(kept) == 4, city.submissions
    for name, one in city.submissions.items():
        if states[name] == "partly_filed":
            assert one["refused_persons"] >= 2, one
            assert one["accepted"] >= 4, one
            assert one["rejected"] >= 3, one
    dump = (city.home / "dump.tsv").read_text("utf-8")
    assert NAME in dump
    assert "〔身份证号已删除〕" in dump
    assert (city.home / "report.xlsx").stat().st_size > 4000


def test_nothing_planted_is_found_again(city: City) -> None:
    assert len(city.planted.numbers) > 60
    assert plant.found_in(city.home, city.planted) == []


def test_no_bytes_wait_any_more(city: City) -> None:
    assert list((city.home / "lake" / "raw").iterdir()) == []
    assert list((city.home / "uploading").iterdir()) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    planted = Planted()
    (tmp_path / "a.xlsx").write_bytes(plant.workbook(planted))
    (tmp_path / "b.csv").write_bytes(csv_file("penalty", plant.rows(planted, "CSV"), "gb18030"))
    (tmp_path / "c.csv").write_bytes(csv_file("penalty", [penalty(1, CF_SY=planted.name())]))
    places = {place for _, place in plant.found_in(tmp_path, planted)}
    assert places >= planted.numbers.keys()
    assert set(planted.names) <= places
