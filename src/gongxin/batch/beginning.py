"""Begin to check a file before the engine is loaded: that takes as long as going through the lines."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongxin.batch.plans import Plan, compiled_plan
from gongxin.batch.readers.encoding import begins_as_utf8
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.opening import Opened, open_delimited
from gongxin.batch.readers.sniff import sniff
from gongxin.batch.sieve.machine import Sieve
from gongxin.law.catalogue import Item


@dataclass(frozen=True, slots=True)
class Begun:
    """The plan for a file, and the file where it was opened."""

    plan: Plan
    opened: Opened | None


def begin_check(item: Item, path: Path, received_on: date) -> Begun:
    """Open ``path`` and begin to look for its doubtful rows, where it is delimited UTF-8 text.

    A file that is refused is left to the check.
    """
    plan = compiled_plan(item)
    opened = None
    try:
        if plan.sieve is not None and sniff(path) == "delimited" and begins_as_utf8(path):
            # no copy is made of such a file, wherever one might be
            opened = open_delimited(item, path, path.parent, Sieve(plan.sieve, received_on))
    except FileRefused:
        pass
    return Begun(plan, opened)
