"""``gongxin quality`` and ``gongxin bulletin``, on an instance of their own."""

from collections.abc import Callable
from pathlib import Path

from tests.cli import penalties
from tests.cli.running import gongxin, json_of


def test_figures_and_bulletin_of_what_was_submitted(
    prepared_office: Callable[[str], Path], tmp_path: Path
) -> None:
    home = prepared_office("quality")
    nothing = gongxin(home, "quality", "--json")
    assert (nothing.returncode, json_of(nothing)["month"]) == (0, None)

    file = penalties.mixed_file(tmp_path / "处罚.csv")
    done = gongxin(home, "submit", "penalty", str(file), "--from", penalties.DEPARTMENT, "--wait")
    assert done.returncode == 1, done.stderr
    told = gongxin(home, "quality", "--json", "--department", penalties.DEPARTMENT)
    assert told.returncode == 1  # a row waits for correction
    found = json_of(told)
    values = {one["measure"]: one for one in found["measures"]}
    assert (values["validity_rate"]["numerator"], values["validity_rate"]["denominator"]) == (
        298,
        299,
    )
    assert values["validity_rate"]["value"] == round(298 / 299, 6)
    assert values["code_fault_rate"]["numerator"] == 1
    assert values["reporting_rate"]["value"] is None
    (line,) = found["departments"]
    assert (line["code"], line["rows_to_correct"]) == (penalties.DEPARTMENT, 1)

    pdf = tmp_path / "bulletin.pdf"
    month = ["--month", found["month"], "-o", str(pdf)]
    made = gongxin(home, "bulletin", *month, "--lang", "en", "--json")
    assert made.returncode == 0, made.stderr
    assert (json_of(made)["period"], json_of(made)["published"]) == (found["month"], False)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_wrong_calls(prepared_office: Callable[[str], Path], tmp_path: Path) -> None:
    home = prepared_office("quality-wrong")
    out = ["-o", str(tmp_path / "b.pdf")]
    assert gongxin(home, "quality", "--month", "2026-13").returncode == 2
    assert gongxin(home, "quality", "--department", "nobody").returncode == 2
    assert gongxin(home, "bulletin", "--month", "2026-Q3", *out).returncode == 2
    assert gongxin(home, "bulletin", *out).returncode == 2
    assert not (tmp_path / "b.pdf").exists()
