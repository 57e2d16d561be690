"""Begin to check a file before the engine is loaded: that takes as long as going through the lines."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongxin.batch.plans import Plan, compiled_plan
from gongxin.batch.readers.encoding import utf8_as_it_is
from gongxin.batch.readers.errors import FileRefused
from gongxin.batch.readers.opening import Opened, open_delimited
from gongxin.batch.readers.sniff import sniff
from gongxin.batch.sieve.machine import Sieve
from gongxin.law.catalogue import Item


@dataclass(frozen=True, slots=True)
class Begun:
    """The plan for a file of an item that came on a day, and the file where it was opened."""

    item: Item
    path: Path
    received_on: date
    plan: Plan
    opened: Opened | None


def begin_check(item: Item, path: Path, received_on: date) -> Begun:
    """Open ``path`` and begin to look for its doubtful rows, where it is delimited UTF-8 text.

    A file that is refused is left to the check.
    """
    plan = compiled_plan(item)
    opened = None
    try:
        if plan.sieve is not None and sniff(path) == "delimited":
            text = utf8_as_it_is(path)
            sieve = Sieve(plan.sieve, received_on)
            opened = open_delimited(item, text, sieve) if text is not None else None
    except FileRefused:
        pass
    return Begun(item, path, received_on, plan, opened)
