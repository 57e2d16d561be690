"""The page of the ``gongxin`` command, from each command's own argument parser."""

import argparse
from importlib import import_module

from gongxin.cli import COMMANDS
from gongxin.cli.reference.markdown import cell, code, page, table
from gongxin.core.text import Text


def commands_page(language: str) -> str:
    """Every command with its arguments, in the order of ``gongxin --help``."""
    return page(
        language,
        Text("命令行", "Command line").of(language),
        Text(
            "退出码：0 正常，1 数据有问题，2 调用有误。`--json` 在标准输出写一个 JSON 对象，"
            "其余信息写到标准错误。",
            "Exit codes: 0 fine, 1 the data has faults, 2 the call is wrong. `--json` prints one JSON "
            "object on standard output; everything else goes to standard error.",
        ).of(language),
        *[_command(name, module, language) for name, module in COMMANDS.items()],
    )


def _command(name: str, module: str, language: str) -> str:
    command = import_module(module)
    parser = argparse.ArgumentParser(prog=f"gongxin {name}", add_help=False)
    command.configure(parser)
    # argparse offers no public list of what a parser was given, and the text it
    # prints differs between versions of Python.
    actions = [a for a in parser._actions if a.help != argparse.SUPPRESS]
    rows = [(_spelling(action), _explained(action)) for action in actions]
    header = [Text("参数", "Argument").of(language), Text("说明", "What it does").of(language)]
    usage = " ".join([f"gongxin {name}", *map(_in_usage, actions)])
    parts = [f"## gongxin {name}", cell(command.HELP), f"```\n{usage}\n```"]
    return "\n\n".join([*parts, table(header, rows)] if rows else parts)


def _value(action: argparse.Action) -> str:
    """What stands for the argument's value, empty for a switch."""
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        name = "{" + ",".join(map(str, action.choices)) + "}"
    else:
        default = action.dest.upper() if action.option_strings else action.dest
        name = str(action.metavar or default)
    return f"{name} …" if action.nargs in {"+", "*"} else name


def _spelling(action: argparse.Action) -> str:
    value = _value(action)
    spellings = action.option_strings or [value]
    spelled = ", ".join(spellings)
    return code(f"{spelled} {value}".strip() if action.option_strings else spelled)


def _in_usage(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"[{_value(action)}]" if action.nargs in {"?", "*"} else _value(action)
    text = f"{action.option_strings[-1]} {_value(action)}".strip()
    return text if action.required else f"[{text}]"


def _explained(action: argparse.Action) -> str:
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    return text.replace("%(prog)s", "gongxin")
