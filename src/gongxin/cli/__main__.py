"""``python -m gongxin.cli`` is the ``gongxin`` command, in the interpreter that runs it."""

import sys

from gongxin.cli import main

sys.exit(main())
