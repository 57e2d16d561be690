"""Spark: a cluster that ``GONGXIN_SPARK`` names, or as many threads as this machine has cores."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category
from urllib.parse import quote as url_quote

from gongxin.batch.engine.session import Dialect, Shape
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

MASTER = "GONGXIN_SPARK"
"""Environment variable: the address of the cluster's master, ``spark://host:7077``.

Its workers must see the lake and temporary files under the same paths as this process.
"""

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # a number that does not fit is an error, as in DuckDB
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # a month is text
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    # to turn the long expressions of checks into Java takes longer than to interpret them
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # a lake has many small files: a task for each, to look it up or to read it, takes longest
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "8",
    "spark.sql.files.openCostInBytes": "64KB",
    # inferring constraints across a union of kept tables fails in the optimiser
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.driver.extraJavaOptions": "-Xss16m",
    "spark.executor.extraJavaOptions": "-Xss16m",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_BY = "_by_"
_FILE = "_file"
_AT_ONCE = 40  # queries


@contextmanager
def open_spark() -> Iterator["Spark"]:
    """A session on the cluster; GongxinError where pyspark or Java is not there."""
    _require_java()
    session = _connect(os.environ.get(MASTER) or "local[*]")
    try:
        yield Spark(session)
    finally:
        session.stop()


def _connect(master: str) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise GongxinError("no_spark", _NO_SPARK) from error
    builder = SparkSession.builder.appName("gongxin").master(master)
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise GongxinError("spark_unreachable", _UNREACHABLE.format(master=master)) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _union(tables: "Sequence[DataFrame]") -> "DataFrame":
    return reduce(lambda one, other: one.unionByName(other), tables)


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and Path(home, "bin", "java").exists())):
        raise GongxinError("no_java", _NO_JAVA)


class Spark:
    """A :class:`~gongxin.batch.engine.session.Session` on Spark.

    A stored table is computed at once and kept by the workers, spilling to their disks; what made
    it is forgotten.
    """

    dialect: Dialect = "spark"

    def __init__(self, session: "SparkSession") -> None:
        self.session = session
        cores = session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", str(2 * cores))
        self._tables: dict[str, DataFrame] = {}
        self._scans = 0

    def scan(self, files: Sequence[Path]) -> str:
        """A view of its own, which is read each time that it is asked."""
        self._scans += 1
        name = f"scan_{self._scans}"
        self._read(files).createOrReplaceTempView(name)
        return name

    def _read(self, files: Sequence[Path]) -> "DataFrame":
        """The columns are told from the first file here: Spark would start a job to look at it."""
        from pyspark.sql.types import StringType

        base, shape = files[0].parent, _shape(files[:1])
        folders = []
        while "=" in base.name:
            folders.append(base.name.split("=")[0])
            base = base.parent
        for folder in reversed(folders):
            if folder not in shape.names:
                shape = shape.add(folder, StringType())
        read = self.session.read.schema(shape).option("basePath", str(base))
        return read.parquet(*map(_literally, files))

    def scan_labelled(
        self, groups: Sequence[Sequence[Path]], labels: Mapping[str, Sequence[str | int]]
    ) -> str:
        """One view of all the files; labels, and what folders say, are told by a file's path."""
        from pyspark.sql.functions import broadcast, substring_index

        files = [path for each in groups for path in each]
        shape = _shape([each[0] for each in groups])
        folders = {path: _folders(path) for path in files}
        more = [name for name in folders[files[0]] if name not in shape.names]
        depth = max(len(path.parts) for path in files) - len(Path(commonpath(files)).parts)
        depth = max(depth, 1)  # of one file all is common
        told = {
            _written("/".join(path.parts[-depth:])): (
                *(folders[path][name] for name in more),
                *(values[place] for values in labels.values()),
            )
            for place, each in enumerate(groups)
            for path in each
        }
        self._scans += 1
        name = f"scan_{self._scans}"
        kinds = {
            label: "BIGINT" if isinstance(values[0], int) else "VARCHAR"
            for label, values in labels.items()
        }
        shape_of_told = {_FILE: "VARCHAR", **dict.fromkeys(more, "VARCHAR"), **kinds}
        by_file = _table(shape_of_told, [(file, *values) for file, values in told.items()])
        read = self.session.read.schema(shape).option("recursiveFileLookup", "true")
        rows = read.parquet(*map(_literally, files))
        rows = rows.withColumn(_FILE, substring_index("_metadata.file_path", "/", -depth))
        rows = rows.join(broadcast(self.session.createDataFrame(by_file)), _FILE).drop(_FILE)
        rows.createOrReplaceTempView(name)
        return name

    def count(self, files: Sequence[Path]) -> dict[Path, int]:
        """From the footers of the files."""
        from pyarrow.parquet import read_metadata

        return {path: read_metadata(path).num_rows for path in files}

    def columns(self, files: Sequence[Path]) -> dict[Path, list[str]]:
        """From the footers of the files."""
        from pyarrow.parquet import read_schema

        return {path: [str(name) for name in read_schema(path).names] for path in files}

    def create(self, name: str, shape: Shape, rows: Iterable[Sequence[Any]] = ()) -> None:
        """A view of given rows, handed over as a whole: no Python runs on the workers."""
        self._keep(name, self.session.createDataFrame(_table(shape, rows)))

    def store(self, name: str, query: str) -> int:
        """Kept by the workers."""
        made = self.session.sql(query).localCheckpoint()
        self._keep(name, made)
        return made.count()

    def append(self, name: str, queries: Sequence[str]) -> None:
        """Some queries at a time, as the planner's time grows faster than their number."""
        kept = [self._tables[name]]
        for start in range(0, len(queries), _AT_ONCE):
            added = [self.session.sql(query) for query in queries[start : start + _AT_ONCE]]
            kept.append(self._compact(_union(added)))
        self._keep(name, kept[0] if len(kept) == 1 else self._compact(_union(kept)))

    def _compact(self, table: "DataFrame") -> "DataFrame":
        """The table as the workers keep it, in no more parts than they can read at once."""
        return table.coalesce(self.session.sparkContext.defaultParallelism).localCheckpoint()

    def append_repeated(self, name: str, queries: Sequence[str]) -> list[bool]:
        """Grouped, as the numbers lie on many machines; marks are not looked at."""
        (column,) = self._tables[name].columns
        twice = f"GROUP BY {column} HAVING count(*) > 1"
        self.append(name, [f"SELECT {column} FROM ({query}) numbers {twice}" for query in queries])
        return [True] * len(queries)

    def drop(self, name: str) -> None:
        """What the workers keep of it goes with it."""
        if self._tables.pop(name, None) is not None:
            self.session.catalog.dropTempView(name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All of them, brought here."""
        return [tuple(row) for row in self.session.sql(query).collect()]

    def write(self, query: str, folder: Path, by: Sequence[str] = ()) -> None:
        """Written by the workers, one file in each folder."""
        table = self.session.sql(query)
        if not by:
            table.write.parquet(str(folder))
            return
        for column in by:
            table = table.withColumn(f"{_BY}{column}", table[column])
        names = [f"{_BY}{column}" for column in by]
        table.repartition(*names).write.partitionBy(*names).parquet(str(folder))
        for path in sorted(folder.rglob(f"{_BY}*"), reverse=True):
            path.rename(path.with_name(path.name.removeprefix(_BY)))

    def _keep(self, name: str, table: "DataFrame") -> None:
        self._tables[name] = table
        table.createOrReplaceTempView(name)


def _shape(files: Sequence[Path]) -> "StructType":
    """The columns of files, in the order in which they are met."""
    from pyarrow.parquet import read_schema
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    fields = {
        field.name: field for path in files for field in from_arrow_schema(read_schema(path)).fields
    }
    return StructType(list(fields.values()))


def _literally(path: Path) -> str:
    """A path that stands for no file but this: Spark takes some characters for patterns."""
    return re.sub(r"([*?{}\[\]\\])", r"\\\1", str(path))


def _written(path: str) -> str:
    """A path as Spark tells it: as an address in Java's way, which leaves Chinese characters be."""
    return "".join(one if _is_plain(one) else url_quote(one, safe="") for one in path)


def _is_plain(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-_.!~*'()/:@&=+$,;"
    return category(character)[0] != "Z" and category(character) != "Cc"


def _folders(path: Path) -> dict[str, str]:
    """What the folders ``key=value`` around a file say, the outermost first."""
    named = [folder.name.split("=", 1) for folder in path.parents if "=" in folder.name]
    return dict(reversed(named))


def _table(shape: Shape, rows: Iterable[Sequence[Any]]) -> "pa.Table":
    import pyarrow as pa

    kinds = {
        "VARCHAR": pa.string(),
        "BIGINT": pa.int64(),
        "INTEGER": pa.int32(),
        "DATE": pa.date32(),
        "BOOLEAN": pa.bool_(),
    }
    columns = list(zip(*rows, strict=True)) or [()] * len(shape)
    arrays = [
        pa.array(column, kinds[kind]) for column, kind in zip(columns, shape.values(), strict=True)
    ]
    return pa.table(arrays, names=list(shape))


_NO_SPARK = Text(
    "没有安装 Spark。请运行：pip install 'gongxin[spark]'，或不加 --engine spark。",
    "Spark is not installed. Run: pip install 'gongxin[spark]', or leave out --engine spark.",
)
_NO_JAVA = Text(
    "找不到 Java：Spark 需要 Java 17 或更高版本（例如 apt-get install openjdk-17-jre-headless），"
    "PATH 里要有 java 或设置 JAVA_HOME。也可不加 --engine spark。",
    "There is no Java: Spark needs Java 17 or later (for example apt-get install "
    "openjdk-17-jre-headless), as java on the PATH or under JAVA_HOME. Or leave out --engine spark.",
)
_UNREACHABLE = Text(
    "无法在“{master}”启动 Spark。环境变量 GONGXIN_SPARK 应为主节点地址，例如 spark://host:7077。",
    "Spark cannot be started on '{master}'. GONGXIN_SPARK should be the address of a master, for "
    "example spark://host:7077.",
)
