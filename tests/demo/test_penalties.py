"""One large penalty file and one large register, as the measurements use them."""

import csv
from pathlib import Path

from gongxin.core.identifiers import uscc
from gongxin.demo.organisations import Organisations
from gongxin.demo.penalties import write_penalty_csv
from gongxin.demo.registers import write_register_csv


def test_penalties_in_the_layout_of_2018(organisations: Organisations, tmp_path: Path) -> None:
    path = tmp_path / "penalties.csv"
    truths = write_penalty_csv(path, 3_000, organisations, faults=0.02, seed=3)
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert len(header) == len(set(header)) == 26
    assert "法定代表人身份证号" in header
    assert "行政相对人类别" not in header
    assert len(rows) == 3_000
    assert 30 <= len(truths) <= 90
    facts = [len(row[header.index("违法事实")]) for row in rows]
    assert sum(60 <= length <= 200 for length in facts) > 2_950
    number, body = header.index("行政处罚决定书文号"), header.index("处罚机关统一社会信用代码")
    assert len({(row[number], row[body]) for row in rows if row[number]}) > 2_980


def test_penalties_are_the_same_every_time(organisations: Organisations, tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        write_penalty_csv(tmp_path / name, 500, organisations, seed=4)
    write_penalty_csv(tmp_path / "three.csv", 500, organisations, seed=5)
    one, two, three = ((tmp_path / f"{n}.csv").read_bytes() for n in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_without_faults_every_code_is_good(organisations: Organisations, tmp_path: Path) -> None:
    path = tmp_path / "clean.csv"
    assert write_penalty_csv(path, 400, organisations, faults=0.0) == []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["行政相对人代码_1（统一社会信用代码）"] for row in rows}
    assert all(uscc.judge(code).ok for code in codes)
    assert codes <= set(organisations.code.to_pylist())


def test_register_has_every_organisation(organisations: Organisations, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    write_register_csv(path, organisations)
    with path.open(encoding="utf-8", newline="") as file:
        codes = [row["统一社会信用代码"] for row in csv.DictReader(file)]
    assert codes == organisations.code.to_pylist()
