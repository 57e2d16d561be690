"""Run a command and write its seconds, CPU seconds, peak memory and exit code as JSON.

A process of its own, and a small one: Linux counts what the parent held at the fork as memory of
the child, so a large parent would be measured instead of its child.
"""

import json
import os
import sys
import time


def main() -> None:
    """``launch.py RESULT STDOUT COMMAND…``."""
    result, stdout, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    output = os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    started = time.monotonic()
    actions = [(os.POSIX_SPAWN_DUP2, output, 1)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    measured = {
        "seconds": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * 1024,
        "code": os.waitstatus_to_exitcode(status),
    }
    with open(result, "w") as file:  # noqa: PTH123 pathlib would double this process
        json.dump(measured, file)


if __name__ == "__main__":
    main()
