"""The files that are measured with, generated once for each size by a process of their own."""

import csv
import subprocess
import sys
from itertools import islice
from pathlib import Path

from bench.options import Options

RECEIVED_ON = "2026-11-20"
FAULTS = 0.02
SEED = 20261120
EVERY = 5  # the slice has every fifth row, so that all departments are in it


def penalty_file(options: Options) -> Path:
    """The penalty CSV of 26 columns, with planted faults in 2 % of its rows."""
    return _made(options, "penalty.csv")


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
        case "register.csv":
            write_register_csv(partial, Organisations.generate(organisations, SEED), SEED)
        case _:
            city = Organisations.generate(organisations, SEED)
            write_penalty_csv(partial, rows, city, FAULTS, SEED)
    partial.rename(folder / name)


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
