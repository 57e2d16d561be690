"""The arguments of ``gongxin case``."""

import argparse
from typing import Any
from uuid import UUID

from gongxin.cli.case_handling import configure_handling
from gongxin.cli.case_result import configure_result
from gongxin.cli.case_starting import configure_starting, read_day

_AS = "办理人的用户名 / login name of who does it"


def configure(parser: argparse.ArgumentParser) -> None:
    """``list``, ``show``, ``file``, ``act``, what starts other kinds, ``repairable``, ``quash``, ``subscribe`` …"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    _configure_reading(verbs)
    _configure_filing(verbs)
    step = verbs.add_parser("act", help="办理一步 / take a step")
    step.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    step.add_argument("step", metavar="STEP", help="步骤，见 show / step, as show lists them")
    step.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    step.add_argument("--reason", default="", help="理由 / reason in words")
    step.add_argument("--reason-code", default="", help="理由代号 / code of a listed reason")
    step.add_argument("--version", type=int, help="所看到的第几步 / the version that was looked at")
    step.add_argument(
        "--set",
        dest="changes",
        action="append",
        default=[],
        metavar="CODE=VALUE",
        help="异议成立时更正的字段，可多次 / a field that is corrected; may be repeated",
    )
    step.add_argument(
        "--due",
        type=read_day,
        metavar="DATE",
        help="新的期限或约谈日期 / a new last day, or a talk's day",
    )
    step.add_argument("--signed", action="store_true", help="签署承诺书 / the letter is signed")
    configure_starting(verbs)
    _configure_quashing(verbs)
    configure_handling(verbs)
    configure_result(verbs)
    _configure_telling(verbs)
    for one in verbs.choices.values():
        one.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def _configure_reading(verbs: Any) -> None:
    listing = verbs.add_parser("list", help="列出 / list cases")
    listing.add_argument("--kind", default="", help="种类 / kind, such as repair")
    listing.add_argument("--subject", default="", metavar="USCC", help="主体代码 / organisation")
    listing.add_argument("--department", default="", metavar="CODE", help="部门代码 / department")
    listing.add_argument("--open", action="store_true", help="只列未办结的 / open ones only")
    listing.add_argument("--overdue", action="store_true", help="只列逾期的 / overdue ones only")
    listing.add_argument("--page", type=int, default=1, help="页码 / page")
    show = verbs.add_parser("show", help="查看一件 / show one case")
    show.add_argument("number", metavar="NUMBER", help="案件编号 / number of the case")
    able = verbs.add_parser("repairable", help="哪些记录能修复 / which records qualify for repair")
    able.add_argument("subject", metavar="USCC", help="主体代码 / the organisation's code")


def _configure_filing(verbs: Any) -> None:
    filing = verbs.add_parser("file", help="提出修复或异议 / file a repair or an objection")
    filing.add_argument("kind", choices=("repair", "objection"), help="种类 / kind")
    filing.add_argument("subject", metavar="USCC", help="主体代码 / the organisation's code")
    filing.add_argument("record", nargs="*", type=UUID, help="记录编号 / ids of the records")
    filing.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    filing.add_argument("--statement", default="", help="陈述 / what the applicant says")
    filing.add_argument(
        "--signed", action="store_true", help="已签署信用承诺书 / the commitment is signed"
    )
    filing.add_argument(
        "--proof", action="append", default=[], metavar="FILE", help="履行证明 / proof, a file"
    )
    filing.add_argument(
        "--ground",
        default="content",
        choices=("content", "period", "link", "repair", "evaluation"),
        help="异议事由 / ground of an objection",
    )
    filing.add_argument(
        "--contested", default="", help="所针对的修复案件或评价 / what outcome is contested"
    )


def _configure_quashing(verbs: Any) -> None:
    quash = verbs.add_parser(
        "quash", help="决定被撤销，撤回记录 / take down the record of a quashed decision"
    )
    quash.add_argument("record", type=UUID, help="记录编号 / id of the record")
    quash.add_argument("--as", dest="user", required=True, metavar="NAME", help=_AS)
    quash.add_argument(
        "--document", required=True, help="复议决定书或判决书文号 / decision on review or judgement"
    )
    quash.add_argument("--reason", required=True, help="理由 / reason")


def _configure_telling(verbs: Any) -> None:
    subscribe = verbs.add_parser("subscribe", help="通知一个地址 / have an address told")
    subscribe.add_argument("url", metavar="URL", help="http(s) 地址 / address")
    subscribe.add_argument("--label", default="", help="用途 / what it is for")
    subscribe.add_argument(
        "--from-start", action="store_true", help="从头通知 / everything since the beginning"
    )
    replay = verbs.add_parser("replay", help="重新通知 / tell an address again")
    replay.add_argument("url", metavar="URL", help="地址 / address")
    replay.add_argument("--after", type=int, default=0, help="此序号之后 / after this entry")
