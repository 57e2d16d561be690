"""The ``gongxin`` command. Exit codes: 0 fine, 1 the data has faults, 2 the call is wrong, 3 we failed."""

import argparse
import gc
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from gongxin.cli.output import fail, failed_unexpectedly
from gongxin.core.errors import GongxinError

COMMANDS: dict[str, str] = {
    "up": "gongxin.cli.up",
    "items": "gongxin.cli.items",
    "template": "gongxin.cli.template",
    "check": "gongxin.cli.check",
    "submit": "gongxin.cli.submit",
    "subject": "gongxin.cli.subject",
    "search": "gongxin.cli.search",
    "report": "gongxin.cli.report",
    "repair-window": "gongxin.cli.repair_window",
    "repair-notice": "gongxin.cli.repair_notice",
    "case": "gongxin.cli.case",
    "verify": "gongxin.cli.verify",
    "quality": "gongxin.cli.quality",
    "bulletin": "gongxin.cli.bulletin",
    "batch": "gongxin.cli.batch",
    "snapshot": "gongxin.cli.snapshot",
    "demo": "gongxin.cli.demo",
    "department": "gongxin.cli.department",
    "user": "gongxin.cli.user",
    "api-key": "gongxin.cli.api_key",
    "migrate": "gongxin.cli.migrate",
    "web": "gongxin.cli.web",
    "worker": "gongxin.cli.worker",
    "docs": "gongxin.cli.docs",
}


class Command(Protocol):
    """What a module in ``COMMANDS`` offers; it imports what is heavy only inside ``run``."""

    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declares the command's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Does the work and returns the exit code."""


def command(name: str) -> Command:
    """The module of the command ``name``."""
    return cast(Command, import_module(COMMANDS[name]))


def parser_for(name: str) -> argparse.ArgumentParser:
    """The complete parser of one command."""
    found = command(name)
    parser = argparse.ArgumentParser(prog=f"gongxin {name}", description=found.HELP)
    found.configure(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; every error becomes a sentence and an exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print(f"gongxin {version()}")
        return 0
    if words[0] not in COMMANDS:
        print(f"gongxin: {words[0]}?\n\n{overview()}", file=sys.stderr)
        return 2
    args = parser_for(words[0]).parse_args(words[1:])
    as_json = bool(getattr(args, "json", False))
    _exit_normally_when_terminated()
    try:
        return command(words[0]).run(args)
    except GongxinError as error:
        return fail(error, as_json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        return failed_unexpectedly(error, as_json)


def run() -> NoReturn:
    """Runs one command as a process of its own."""
    code = main()
    gc.freeze()  # what is still there goes with the process: no use searching it for garbage
    sys.exit(code)


def _exit_normally_when_terminated() -> None:
    """Let SIGTERM end the command as an exit does, so that what it began is tidied up."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def overview() -> str:
    """What ``gongxin --help`` prints."""
    lines = [f"  {name:<12} {command(name).HELP}" for name in COMMANDS]
    return "\n".join(["usage: gongxin COMMAND …   (gongxin COMMAND --help)", "", *lines])


def version() -> str:
    """The version that is installed."""
    from importlib.metadata import version as installed

    return installed("gongxin")
