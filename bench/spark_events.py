"""What a Spark run says of itself in its event log: bytes read and shuffled, time, memory a task."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def logged(folder: Path) -> str:
    """What ``PYSPARK_SUBMIT_ARGS`` must say so that the driver writes its events into ``folder``."""
    settings = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": folder.resolve().as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }
    return " ".join(f"--conf {name}={value}" for name, value in settings.items()) + " pyspark-shell"


def totals(folder: Path) -> dict[str, int | float]:
    """Over all tasks: bytes, seconds of their processors, and the most memory that one took."""
    tasks = list(_tasks(folder))
    return {
        "tasks": len(tasks),
        "executor_cpu": sum(one["Executor CPU Time"] for one in tasks) / 1e9,
        "read": sum(one["Input Metrics"]["Bytes Read"] for one in tasks),
        "shuffled": sum(one["Shuffle Write Metrics"]["Shuffle Bytes Written"] for one in tasks),
        "spilled": sum(one["Disk Bytes Spilled"] for one in tasks),
        "task_memory": max((one["Peak Execution Memory"] for one in tasks), default=0),
    }


def _tasks(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if '"SparkListenerTaskEnd"' in line:
                    metrics = json.loads(line).get("Task Metrics")
                    if metrics:
                        yield metrics
