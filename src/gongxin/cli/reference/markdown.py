"""The few shapes of Markdown that the reference pages are made of."""

from collections.abc import Iterable, Sequence

NOTICE = {
    "zh": "<!-- 本页由 `make docs` 根据代码生成，请勿手工修改。 -->",
    "en": "<!-- Written by `make docs` from the code; do not edit. -->",
}


def cell(value: object) -> str:
    """One table cell: a single line in which ``|`` does not end the cell."""
    return " ".join(str(value).split()).replace("|", r"\|")


def code(value: object) -> str:
    """``value`` in code type; nothing for nothing.

    >>> code("CF_WSH")
    '`CF_WSH`'
    >>> code("")
    ''
    """
    return f"`{value}`" if str(value) else ""


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""A table, one line a row.

    >>> print(table(["a", "b"], [[1, "x|y"]]))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def page(language: str, title: str, *parts: str) -> str:
    """A whole page: notice, title, parts with a blank line between them, one newline at the end."""
    body = "\n\n".join(part.strip() for part in parts if part.strip())
    return f"{NOTICE[language]}\n\n# {title}\n\n{body}\n"
