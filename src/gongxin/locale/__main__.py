"""``python -m gongxin.locale`` collects and compiles; with ``--check`` it only looks for drift."""

import sys

from gongxin.locale.messages import is_compiled, missing, read_english, updated, write


def main(arguments: list[str]) -> int:
    """0 when every message has English and the compiled file is up to date, else 1."""
    english = updated(read_english())
    if "--check" not in arguments:
        write(english)
    stale = not is_compiled(english)
    left = missing(english)
    for message in left:
        sys.stderr.write(f"no English: {message}\n")
    if stale:
        sys.stderr.write("the compiled messages are out of date: run make translations\n")
    return 1 if left or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
