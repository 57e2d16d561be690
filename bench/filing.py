"""Filing: ``gongxin submit --wait`` beside a bare COPY of the same rows into the same indexes."""

import json
import sys
import tempfile
from pathlib import Path

from bench.city import FILED, REGISTERED, City, submit
from bench.figures import Figure
from bench.files import penalty_file
from bench.options import Options
from bench.timing import Pairs, Run, highest_peak, median_seconds, run_process
from gongxin.core.text import Text

MOST_PAIRS = 3
COPY = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as connection, open(sys.argv[2], "rb") as rows:
    with connection.cursor().copy("COPY bench_copy FROM STDIN (FORMAT binary)") as copy:
        while chunk := rows.read(1 << 20):
            copy.write(chunk)
"""
_TITLE = Text(
    "入库（gongxin submit --wait）与同样的行 COPY 进同样索引的表之比",
    "gongxin submit --wait by a bare COPY of the same rows into a table with the same indexes",
)


def measure(options: Options, city: City) -> list[Figure]:
    """The ratio over pairs that each begin with a copy of the registered database."""
    path = penalty_file(options)
    runs: list[tuple[Run, Run]] = []
    answer: dict[str, object] = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for _ in range(min(options.pairs, MOST_PAIRS)):
            city.copy(REGISTERED, FILED)
            filed, answer = file_rows(city, path, Path(folder))
            runs.append((filed, copy_rows(city, Path(folder))))
    pairs = Pairs([a for a, _ in runs], [b for _, b in runs])
    size = f"{options.rows:,} → {answer['accepted']:,}; {options.organisations:,}"
    return [
        Figure("file", _TITLE, "×", pairs.ratio(), 6.0, "most", size, details=_told(pairs, answer))
    ]


def file_rows(city: City, path: Path, folder: Path) -> tuple[Run, dict[str, object]]:
    """One submission as a whole process, and what it answered."""
    out = folder / "submit.json"
    command = [sys.executable, "-m", "gongxin.cli", *submit("penalty", str(path)), "--json"]
    run = run_process(command, stdout=out, env=city.env(FILED), codes=(0, 1))
    return run, json.loads(out.read_text())


def copy_rows(city: City, folder: Path) -> Run:
    """One whole process that copies the rows just filed into an empty table like theirs."""
    rows = folder / "rows.bin"
    with city.connect(FILED) as connection:
        select = (
            "SELECT * FROM records_record WHERE item = 'penalty' AND submission_id ="
            " (SELECT max(id) FROM intake_submission)"
        )
        with (
            connection.cursor().copy(f"COPY ({select}) TO STDOUT (FORMAT binary)") as copy,
            rows.open("wb") as file,
        ):
            for chunk in copy:
                file.write(chunk)
        connection.execute("DROP TABLE IF EXISTS bench_copy")
        connection.execute("CREATE TABLE bench_copy (LIKE records_record INCLUDING ALL)")
    city.checkpoint()
    run = run_process([sys.executable, "-c", COPY, city.url(FILED), str(rows)])
    with city.connect(FILED) as connection:
        connection.execute("DROP TABLE bench_copy")
    rows.unlink()
    return run


def _told(pairs: Pairs, answer: dict[str, object]) -> list[Text]:
    seconds = Text(
        "入库 {filed:.1f} 秒（检查、关联、入库、落盘；进程峰值 {peak:.2f} GB，不含数据库服务器），"
        "COPY {copied:.1f} 秒；"
        "每次都从同一份已有登记信息的数据库副本开始，同一台服务器、同样的设置。",
        "Filing takes {filed:.1f} s (check, link, file, durable; peak of the process {peak:.2f} GB "
        "without the server), COPY {copied:.1f} s; each pair begins with a copy of the same database "
        "that has the register, on one server with the same settings.",
    ).format(
        filed=median_seconds(pairs.first),
        copied=median_seconds(pairs.second),
        peak=highest_peak(pairs.first) / 1e9,
    )
    counts = Text(
        "入库 {accepted:,} 行，其中关联 {linked:,}、待关联 {unlinked:,}；"
        "退回 {rejected:,}，涉自然人不收 {refused_persons:,}。",
        "{accepted:,} rows filed, {linked:,} linked, {unlinked:,} waiting; {rejected:,} rejected, "
        "{refused_persons:,} about natural persons refused.",
    ).format(**answer)
    return [seconds, counts]
