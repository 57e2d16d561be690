"""``python -m gongxin.cli`` is the ``gongxin`` command, in the interpreter that runs it."""

from gongxin.cli import run

run()
