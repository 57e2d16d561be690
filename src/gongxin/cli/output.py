"""How commands speak: one JSON object on stdout, sentences on stderr."""

import json
import os
import sys
from typing import TextIO

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

WRONG_CALL = 2
INTERNAL = 3


def print_json(value: object) -> None:
    """One JSON object on stdout, Chinese as it is, dates as ISO text."""
    json.dump(value, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")
    sys.stdout.flush()


def speak(text: Text) -> str:
    """``text`` in the language of the terminal: both where the locale names neither."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    if locale.lower().startswith(("zh", "en")):
        return text.of(locale[:2])
    return f"{text.zh}\n{text.en}"


def say(text: Text, stream: TextIO | None = None) -> None:
    """A sentence for the person at the terminal, on stderr unless told otherwise."""
    print(speak(text), file=stream or sys.stderr, flush=True)


def fail(error: GongxinError, as_json: bool, code: int = WRONG_CALL) -> int:
    """Tells why nothing was done, and returns the exit code."""
    if as_json:
        print_json({"error": error_object(error.code, error.text)})
    say(error.text)
    return code


def error_object(code: str, text: Text) -> dict[str, str]:
    """An error as it stands in JSON."""
    return {"code": code, "message": text.zh, "message_en": text.en}


def failed_unexpectedly(error: Exception, as_json: bool) -> int:
    """Tells that the fault is ours, with a number under which the log has the details."""
    if os.environ.get("GONGXIN_DEBUG") == "1":
        raise error
    # only here: what logs and draws numbers takes longer to import than a command to start
    import logging
    import secrets

    from gongxin.config.logs import WithoutIdNumbers

    reference = secrets.token_hex(4)
    log = _log_file()
    handler = logging.FileHandler(log) if log else logging.NullHandler()
    handler.setFormatter(WithoutIdNumbers())
    logger = logging.getLogger("gongxin.failures")
    logger.propagate = False
    logger.addHandler(handler)
    logger.error("reference %s", reference, exc_info=error)
    where = f"（{log}）" if log else ""
    return fail(
        GongxinError(
            "internal",
            Text(
                f"程序内部出错，编号 {reference}{where}。设置 GONGXIN_DEBUG=1 可以看到详情。",
                f"Gongxin failed, reference {reference} {where}. GONGXIN_DEBUG=1 shows the details.",
            ),
        ),
        as_json,
        INTERNAL,
    )


def _log_file() -> str | None:
    from gongxin.config.setup import home

    folder = home() / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder / "failures.log")
