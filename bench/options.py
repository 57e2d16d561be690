"""What is measured, and how large."""

import argparse
from dataclasses import dataclass
from pathlib import Path

FIGURES = ("check", "rivals", "file", "page", "search")
FULL = 1_000_000  # rows of the penalty file; every other size follows from it
DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Options:
    """Sizes follow from ``rows``: a fifth as many organisations, five times as many records."""

    rows: int
    only: tuple[str, ...]
    pairs: int
    seconds: float
    keep: bool

    @property
    def full(self) -> bool:
        """Whether the sizes are those that the bounds are set for."""
        return self.rows >= FULL

    @property
    def organisations(self) -> int:
        """Organisations in the register."""
        return self.rows // 5

    @property
    def slice(self) -> int:
        """Rows that the slow tools check."""
        return self.rows // 5

    @property
    def records(self) -> int:
        """Records behind the credit-file page."""
        return self.rows * 5

    @property
    def names(self) -> int:
        """Names that are searched."""
        return self.rows

    @property
    def folder(self) -> Path:
        """Where the generated files of this size lie."""
        return DATA / str(self.rows)

    @property
    def home(self) -> Path:
        """The ``GONGXIN_HOME`` of this size."""
        return self.folder / "home"


def read_options() -> Options:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="速度测量 / measure the speed beside other tools"
    )
    parser.add_argument(
        "--rows", type=int, default=FULL, help="处罚文件的行数，默认 %(default)s / rows of the file"
    )
    parser.add_argument(
        "--only", default=",".join(FIGURES), help="默认 %(default)s / which figures to measure"
    )
    parser.add_argument(
        "--pairs",
        type=int,
        default=5,
        help="交替几次，默认 %(default)s / how often A and B alternate",
    )
    parser.add_argument(
        "--seconds", type=float, default=8.0, help="每次压测的秒数 / seconds of load at a time"
    )
    parser.add_argument(
        "--keep", action="store_true", help="保留数据库 / keep the databases afterwards"
    )
    args = parser.parse_args()
    only = tuple(args.only.split(","))
    unknown = set(only) - set(FIGURES)
    if unknown or args.rows < 1000 or args.pairs < 1:
        parser.error(f"--only {','.join(FIGURES)}; --rows >= 1000; --pairs >= 1")
    return Options(args.rows, only, args.pairs, args.seconds, args.keep)
