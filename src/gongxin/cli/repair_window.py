"""``gongxin repair-window``: how long a decision is public, and from when it can be repaired."""

import argparse
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from gongxin.cli.output import print_json, say, speak
from gongxin.core.dates import legal_today, read_date
from gongxin.core.errors import GongxinError
from gongxin.core.text import Text
from gongxin.core.workdays import Deadline
from gongxin.law.kinds import accepted_kinds, read_kinds
from gongxin.law.windows import Particulars, Window

HELP = "公示到哪天、何时可以修复 / how long a decision is public and when it can be repaired"
PENALTY = "penalty"
LISTS = {"serious": "serious-list", "abnormal": "abnormal-list"}
CLASSES = {
    "": Text("不分级（旧规则）", "not classed (earlier rule)"),
    "minor": Text("轻微", "minor"),
    "general": Text("一般", "general"),
    "serious": Text("严重", "serious"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a penalty by its kinds, or an entry in a list."""

    decided: date
    kinds: tuple[str, ...]
    listed: str
    about: Particulars
    on: date


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--decided",
        required=True,
        metavar="D",
        help="决定（列入）日期，如 2026-04-10 / day of the decision or listing",
    )
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="KIND",
        help="处罚种类，可重复，如 警告、罚款；也接受历史数据的写法 / kind of penalty, repeatable",
    )
    parser.add_argument(
        "--procedure",
        choices=("simple", "ordinary"),
        default="",
        help="simple：简易程序；ordinary：普通程序 / procedure of the decision",
    )
    parser.add_argument(
        "--fine", metavar="WAN", help="罚款金额（万元），如 0.3 / fine in units of 10 000 yuan"
    )
    parser.add_argument(
        "--sector", default="", metavar="S", help="领域，如 market、food、wages / field, as market"
    )
    parser.add_argument(
        "--list",
        choices=tuple(LISTS),
        default="",
        dest="listed",
        help="serious：严重失信主体名单；abnormal：异常名录 / an entry in a list, not a penalty",
    )
    parser.add_argument(
        "--duties",
        choices=("done", "open"),
        default="",
        help="done：义务已履行完毕；open：尚未履行 / whether every duty has been performed",
    )
    parser.add_argument(
        "--on", metavar="DATE", help="看哪一天是否公示，默认今天 / day to look at (default today)"
    )
    parser.add_argument(
        "--json", action="store_true", help="输出一个 JSON 对象 / one JSON object on stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Print the window; a kind, sector or date that is not known is a wrong call."""
    from gongxin.law.cases import load_case_rules
    from gongxin.law.windows import load_windows, window_for

    question = _question(args)
    rule = load_windows()[LISTS.get(question.listed, PENALTY)]
    window = window_for(rule, question.decided, question.kinds, about=question.about)
    answer: Deadline | None = None
    if window.repairable_from is not None:
        overall = load_case_rules()["repair"].term("overall", window.repairable_from)
        answer = overall.due(window.repairable_from)
    if args.json:
        print_json(_object(question, window, answer))
    else:
        print(speak(_told(question, window, answer)))
    return 0


def _question(args: argparse.Namespace) -> Question:
    kinds = () if args.listed else _kinds(args.kind)
    fine = None if args.fine is None else _amount(args.fine)
    if args.listed and (args.kind or fine is not None):
        say(_KINDS_UNUSED)
    elif fine is not None and "罚款" not in kinds:
        say(_FINE_UNUSED)
    return Question(
        decided=_day("--decided", args.decided),
        kinds=kinds,
        listed=args.listed,
        about=Particulars(args.procedure, fine, _sector(args.sector), args.duties),
        on=legal_today() if args.on is None else _day("--on", args.on),
    )


def _kinds(words: list[str]) -> tuple[str, ...]:
    from gongxin.law.load import load_catalogue

    item = load_catalogue().item(PENALTY)
    field = item.index[item.publicity.kinds_field or ""]
    if not words:
        raise GongxinError("no_kind", _NO_KIND.format(kinds=accepted_kinds(field)))
    return tuple(dict.fromkeys(kind for word in words for kind in read_kinds(field, word)))


def _day(option: str, text: str) -> date:
    found = read_date(text)
    if isinstance(found, date):
        return found
    raise GongxinError("bad_date", _BAD_DATE.format(option=option, seen=text))


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.strip().removesuffix("元").removesuffix("万"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise GongxinError("bad_fine", _BAD_FINE.format(seen=text))
    return amount


def _sector(text: str) -> str:
    from gongxin.law.load import load_sectors

    wanted = text.strip().casefold()
    if not wanted:
        return ""
    sectors = load_sectors().values()
    for sector in sectors:
        if wanted in (word.casefold() for word in (*sector.spellings, sector.title.en)):
            return sector.id
    known_zh = "、".join(f"{one.id}（{one.title.zh}）" for one in sectors)
    known_en = ", ".join(f"{one.id} ({one.title.en})" for one in sectors)
    raise GongxinError(
        "unknown_sector",
        Text(f"没有领域“{text}”。可填：{known_zh}。", f"No sector {text!r}. Accepted: {known_en}."),
    )


def _object(question: Question, window: Window, answer: Deadline | None) -> dict[str, object]:
    """The answer as it stands in JSON; ``not_before`` names the days that may turn out later."""
    uncertain = [] if window.repair_certain or answer is None else ["repairable_from"]
    if answer is not None and not (answer.certain and window.repair_certain):
        uncertain.append("answer_by")
    return {
        "class": window.severity or None,
        "published": window.published,
        "from": window.public_from,
        "shortest_end": window.shortest_end,
        "longest_end": window.public_until,
        "repairable_from": window.repairable_from,
        "answer_by": answer.on if answer else None,
        "not_before": uncertain,
        "on": question.on,
        "visible_on": window.visible_on(question.on),
        "rule": window.rule,
        "basis": _basis(window).zh,
        "basis_en": _basis(window).en,
        "verified": window.verified,
        "decided": question.decided,
        "kinds": question.kinds,
        "list": question.listed or None,
        "procedure": question.about.procedure or None,
        "fine": None if question.about.fine is None else str(question.about.fine),
        "sector": question.about.sector or None,
        "duties": question.about.duties or None,
    }


def _basis(window: Window) -> Text:
    article = window.basis.article
    tail = f" {article}" if article else ""
    return Text(window.basis.document.zh + tail, window.basis.document.en + tail)


def _told(question: Question, window: Window, answer: Deadline | None) -> Text:
    """The answer in sentences."""
    said = [_LISTED if question.listed else _CLASS]
    said = [said[0].format(kinds="、".join(question.kinds))]
    said[0] = Text(
        said[0].zh + CLASSES[window.severity].zh, said[0].en + CLASSES[window.severity].en
    )
    if not window.published:
        said.append(_UNPUBLISHED)
    else:
        shown = _UNTIL if window.public_until else _OPEN
        said.append(shown.format(start=window.public_from, until=window.public_until))
        said.append((_SEEN if window.visible_on(question.on) else _UNSEEN).format(day=question.on))
    said += _repair(question, window, answer)
    said.append(Text(f"依据：{_basis(window).zh}", f"Basis: {_basis(window).en}"))
    said.append((_READ if window.verified else _UNREAD).format(rule=window.rule))
    return Text("\n".join(t.zh for t in said), "\n".join(t.en for t in said))


def _repair(question: Question, window: Window, answer: Deadline | None) -> list[Text]:
    if window.repairable_from is None or answer is None:
        if question.about.duties == "open":
            return [_DUTIES.format(day=window.shortest_end) if window.shortest_end else _AT_ONCE]
        return []
    said = _REPAIR if window.repair_certain else _REPAIR_EARLIEST
    told = [said.format(day=window.repairable_from)]
    certain = answer.certain and window.repair_certain
    told.append((_ANSWER if certain else _ANSWER_EARLIEST).format(day=answer.on))
    return told


_CLASS = Text("失信程度（{kinds}）：", "Class ({kinds}): ")
_LISTED = Text("失信程度（名单）：", "Class (list entry): ")
_UNPUBLISHED = Text("公示：不公示", "Published: no")
_UNTIL = Text(
    "公示：{start} 至 {until}（最后一个公示日），此后自动停止",
    "Published: {start} to {until} (the last public day), then it stops by itself",
)
_OPEN = Text(
    "公示：自 {start} 起，履行完全部义务前不停止",
    "Published: from {start}, and not ended before every duty is performed",
)
_SEEN = Text("{day}：公示中", "{day}: public")
_UNSEEN = Text("{day}：不在公示期", "{day}: not public")
_REPAIR = Text(
    "可以申请修复：{day} 起（须已履行全部义务），不收费",
    "Repair: from {day}, once every duty is performed; it is free",
)
_REPAIR_EARLIEST = Text(
    "可以申请修复：不早于 {day}（自改正之日起算），不收费",
    "Repair: not before {day} (counted from the day of correction); it is free",
)
_ANSWER = Text(
    "当天提出的，最迟 {day} 答复（工作日）",
    "Filed on that day, it is answered by {day} (working days)",
)
_ANSWER_EARLIEST = Text(
    "当天提出的，答复期限不早于 {day}：放假安排尚未公布或起算日未定",
    "Filed on that day, the answer is due not before {day}: the holidays of that year or the first "
    "day are not known yet",
)
_DUTIES = Text(
    "义务尚未履行，现在不能修复；履行完后最早 {day} 可以申请",
    "Duties are open, so it cannot be repaired now; after that, from {day} at the earliest",
)
_AT_ONCE = Text(
    "义务尚未履行，现在不能修复；履行完即可申请",
    "Duties are open, so it cannot be repaired now; it can be as soon as they are performed",
)
_READ = Text("规则：{rule}（已核对原文）", "Rule: {rule} (read in the official text)")
_UNREAD = Text(
    "规则：{rule}（期限或种类划分尚未逐条核对原文）",
    "Rule: {rule} (periods or classes not yet checked against the official text)",
)
_KINDS_UNUSED = Text(
    "名单按领域定期限，--kind 和 --fine 未使用。",
    "A list's term goes by its sector; --kind and --fine are not used.",
)
_FINE_UNUSED = Text(
    "种类中没有罚款，--fine 未使用。", "No kind is 罚款 (a fine), so --fine is not used."
)
_NO_KIND = Text(
    "请用 --kind 写明处罚种类，或用 --list 写明名单。种类可填：{kinds}。",
    "Give the kinds of penalty with --kind, or a list with --list. Kinds: {kinds}.",
)
_BAD_DATE = Text(
    "{option} 读不出日期“{seen}”，应为 2026-04-10 这样的日期。",
    "{option}: {seen!r} is no date; write it as 2026-04-10.",
)
_BAD_FINE = Text(
    "--fine 应为万元金额，如 0.3，写的是“{seen}”。",
    "--fine must be an amount in units of 10 000 yuan such as 0.3, not {seen!r}.",
)
