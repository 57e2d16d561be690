"""``gongxin migrate``: bring the database to its newest shape."""

import argparse

from gongxin.cli.output import say
from gongxin.core.text import Text

HELP = "升级数据库结构 / bring the database to its newest shape"


def configure(parser: argparse.ArgumentParser) -> None:
    """Takes no arguments."""


def run(args: argparse.Namespace) -> int:
    """Applies what migrations are missing."""
    from gongxin.config.setup import setup_django

    setup_django()
    say(Text("数据库结构已是最新。", "The database has its newest shape."))
    return 0
