"""The files that are measured with, generated once for each size by a process of their own."""

import csv
import subprocess
import sys
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.options import Options

if TYPE_CHECKING:
    from gongxin.demo.organisations import Organisations

REGULATOR = "11329900014390011J"  # the fictional city's market regulator
RECEIVED_ON = "2026-11-20"
FAULTS = 0.02
SEED = 20261120
EVERY = 5  # the slice has every fifth row, so that all departments are in it


def penalty_file(options: Options) -> Path:
    """The penalty CSV of 26 columns, with planted faults in 2 % of its rows."""
    return _made(options, "penalty.csv")


def permit_file(options: Options) -> Path:
    """Permits of the market regulator, as many as there are penalties."""
    return _made(options, "permit.csv")


def slice_file(options: Options) -> Path:
    """Every fifth row of the penalty file."""
    return _made(options, "slice.csv")


def register_file(options: Options) -> Path:
    """The register of all organisations that the penalties are about."""
    return _made(options, "register.csv")


def _made(options: Options, name: str) -> Path:
    path = options.folder / name
    if not path.exists():
        print(f"generating {path.name} …", file=sys.stderr)
        words = [name, str(options.folder), str(options.rows), str(options.organisations)]
        subprocess.run([sys.executable, "-m", "bench.files", *words], check=True)
    return path


def generate(name: str, folder: Path, rows: int, organisations: int) -> None:
    """Write one of the files; it appears under its name only when it is complete."""
    from gongxin.demo.organisations import Organisations
    from gongxin.demo.penalties import write_penalty_csv
    from gongxin.demo.registers import write_register_csv

    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{name}.partial"
    match name:
        case "slice.csv":
            write_slice(folder / "penalty.csv", partial)
        case "permit.csv":
            write_permits(partial, rows, Organisations.generate(organisations, SEED))
        case "register.csv":
            write_register_csv(partial, Organisations.generate(organisations, SEED), SEED)
        case _:
            city = Organisations.generate(organisations, SEED)
            write_penalty_csv(partial, rows, city, FAULTS, SEED)
    partial.rename(folder / name)


def write_permits(path: Path, rows: int, city: "Organisations") -> None:
    """Write so many permits of the market regulator, decided within the days it has to report."""
    from gongxin.demo.calendar import decision_days
    from gongxin.demo.columns import stream
    from gongxin.demo.departments import departments
    from gongxin.demo.files import write_sheet
    from gongxin.demo.permits import permit_sheet
    from gongxin.law.load import load_catalogue

    rng = stream(SEED, "permits")
    decided, _ = decision_days(rng, date.fromisoformat(RECEIVED_ON), rows, 0.0)
    regulator = next(one for one in departments() if one.code == REGULATOR)
    sheet = permit_sheet(city, regulator, decided, 1, rng)
    index = load_catalogue().item("permit").index
    write_sheet(sheet, [index[code].title.zh for code in sheet.columns], path, "bom")


def write_slice(source: Path, target: Path) -> None:
    """Write the header and every fifth row of ``source``."""
    with (
        source.open(newline="", encoding="utf-8") as whole,
        target.open("w", newline="", encoding="utf-8") as part,
    ):
        rows = csv.reader(whole)
        writer = csv.writer(part)
        writer.writerow(next(rows))
        writer.writerows(islice(rows, 0, None, EVERY))


if __name__ == "__main__":
    generate(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
