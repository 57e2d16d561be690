"""What is measured, and how large."""

import argparse
from dataclasses import dataclass
from pathlib import Path

FIGURES = ("check", "rivals", "file", "page", "search")
APART = (
    "scale",
    "search-scale",
    "page-scale",
    "linking",
    "linking-scale",
)  # measured only when named: other sizes
STEPS = ("make", "recheck", "bare", "pairs", "truth", "link", "measure", "month", "spark")
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
    scale: float
    steps: tuple[str, ...]

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
    parser.add_argument(
        "--scale",
        type=float,
        default=0.01,
        help="--only …scale 的规模，1 为 2.1 亿行、500 万家、1000 万条，默认 %(default)s / their size",
    )
    parser.add_argument(
        "--steps",
        default=",".join(STEPS),
        help="--only scale 的步骤，默认 %(default)s / its steps, each kept when it is done",
    )
    args = parser.parse_args()
    only, steps = tuple(args.only.split(",")), tuple(args.steps.split(","))
    unknown = set(only) - {*FIGURES, *APART} or set(steps) - set(STEPS)
    if unknown or args.rows < 1000 or args.pairs < 1 or not 0 < args.scale <= 1:
        parser.error(
            f"--only {','.join((*FIGURES, *APART))}; --rows >= 1000; --pairs >= 1;"
            f" --scale 0.0…1; --steps {','.join(STEPS)}"
        )
    return Options(args.rows, only, args.pairs, args.seconds, args.keep, args.scale, steps)
