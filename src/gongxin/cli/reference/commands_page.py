"""The page of the ``gongxin`` command, from each command's own argument parser."""

import argparse
import re
from collections.abc import Iterator

from gongxin.cli import COMMANDS, command, parser_for
from gongxin.cli.reference.markdown import code, page, table
from gongxin.core.text import Text

_BOTH_LANGUAGES = re.compile(r"\s*/ ")


def commands_page(language: str) -> str:
    """Every command with its arguments, in the order of ``gongxin --help``."""
    return page(
        language,
        Text("命令行", "Command line").of(language),
        Text(
            "退出码：0 正常，1 数据有问题，2 调用有误，3 程序出错。`--json` 在标准输出写一个 JSON 对象，"
            "其余信息写到标准错误。",
            "Exit codes: 0 fine, 1 the data has faults, 2 the call is wrong, 3 Gongxin failed. `--json` prints one "
            "JSON object on standard output; everything else goes to standard error.",
        ).of(language),
        *[
            _section(spelling, explained, parser, language)
            for name in COMMANDS
            for spelling, explained, parser in _forms(name)
        ],
    )


def _forms(name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """The command, or each of its verbs: how it is called, what it does, its parser."""
    parser = parser_for(name)
    verbs = [a for a in _actions(parser) if isinstance(a, argparse._SubParsersAction)]
    if not verbs:
        yield f"gongxin {name}", command(name).HELP, parser
    for action in verbs:
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for verb, verb_parser in action.choices.items():
            yield f"gongxin {name} {verb}", helps.get(verb, ""), verb_parser


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    # argparse has no public list of what a parser was given, and the help text
    # that it prints differs between versions of Python.
    hidden = (argparse._HelpAction,)
    return [a for a in parser._actions if a.help != argparse.SUPPRESS and not isinstance(a, hidden)]


def _section(spelling: str, explained: str, parser: argparse.ArgumentParser, language: str) -> str:
    actions = _actions(parser)
    usage = " ".join([spelling, *map(_in_usage, actions)])
    parts = [f"## {spelling}", _in_language(explained, language), f"```\n{usage}\n```"]
    if actions:
        header = [Text("参数", "Argument").of(language), Text("说明", "What it does").of(language)]
        rows = [(_spelling(a), _in_language(_explained(a), language)) for a in actions]
        parts.append(table(header, rows))
    return "\n\n".join(parts)


def _value(action: argparse.Action) -> str:
    """What stands for the argument's value, empty for a switch."""
    if action.nargs == 0:
        return ""
    if action.choices is not None and action.metavar is None:
        name = "{" + ",".join(map(str, action.choices)) + "}"
    else:
        default = action.dest.upper() if action.option_strings else action.dest
        name = str(action.metavar or default)
    return f"{name} …" if action.nargs in {"+", "*"} else name


def _spelling(action: argparse.Action) -> str:
    if not action.option_strings:
        return code(_value(action))
    return code(f"{', '.join(action.option_strings)} {_value(action)}".strip())


def _in_usage(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"[{_value(action)}]" if action.nargs in {"?", "*"} else _value(action)
    text = f"{action.option_strings[-1]} {_value(action)}".strip()
    return text if action.required else f"[{text}]"


def _explained(action: argparse.Action) -> str:
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    return text.replace("%(prog)s", "gongxin")


def _in_language(text: str, language: str) -> str:
    """The half of a help text written as ``中文 / English``; all of it when it has no halves."""
    halves = _BOTH_LANGUAGES.split(" ".join(text.split()), maxsplit=1)
    return halves[0] if language == "zh" else halves[-1]
