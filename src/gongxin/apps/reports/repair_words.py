"""The sentences of the repair notice and the repair guide, which must not contradict each other.

Law: 信用修复管理办法 (order 36) and 国办发〔2025〕22号: four conditions, two papers, free of charge, one
entrance, the decision served together with a repair notice (两书同达). Days come from the rules.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from gongxin.core.text import Text
from gongxin.law.cases import load_case_rules
from gongxin.law.load import load_sectors

CONDITIONS: Final = (
    Text(
        "最短公示期已满（轻微的没有最短公示期）；",
        "the shortest period is over (minor dishonesty has none);",
    ),
    Text(
        "已经纠正，决定要求的义务全部履行完毕；",
        "the conduct is corrected and every duty in the decision has been performed;",
    ),
    Text(
        "公开作出信用承诺：所交材料真实，并愿承担责任；",
        "a public commitment that the papers are true and that liability is accepted;",
    ),
    Text(
        "法律、法规和部门规章另有条件的，也已满足。",
        "any further condition of a law, regulation or ministry rule is met.",
    ),
)
PAPERS: Final = (
    Text(
        "义务履行完毕的证明（如缴款凭证、整改验收意见）；部门自己能查到的不必提交。",
        "Proof that every duty is performed (a receipt, an acceptance of the corrections); not where "
        "the department has it itself.",
    ),
    Text(
        "信用承诺书：按平台模板在线生成并签署，或在窗口填写。",
        "The commitment letter: made from the template and signed online, or filled in at the window.",
    ),
)
FREE: Final = Text(
    "不收任何费用，也不需要中介；声称付钱就能删除记录的都是骗局。",
    "It costs nothing and needs no agent; whoever offers to delete records for money is a fraud.",
)
AFTER: Final = (
    Text(
        "准予修复的：各平台停止公示，停止共享和使用，解除依据该记录采取的限制措施，有关评价随即更新。",
        "When it is granted: every platform stops showing, sharing and using the record, restrictions "
        "that rest on it end, and evaluations are refreshed.",
    ),
    Text(
        "不予受理或不予修复的，应当说明理由；对结果有异议的，可以提出异议。",
        "A refusal must give its reasons; the outcome can be objected to.",
    ),
    Text(
        "提供虚假材料或者承诺严重不实的，恢复公示，并依规定承担后果。",
        "False papers or a seriously untrue commitment: the record is shown again, with the "
        "consequences that the rules set.",
    ),
)
CONTEST: Final = (
    Text(
        "认为内容有误、不该公示或者公示期不对：向作出决定的部门或信用管理机构提出异议，不收费。",
        "If it is wrong, should not be shown, or is shown for too long: object to the department that "
        "decided or to the credit office. It is free.",
    ),
    Text(
        "不服决定的，可以依法申请行政复议或者提起诉讼，期限以决定书为准；除非复议机关或法院决定停止，"
        "期间公示不停止。决定被撤销的，记录撤回。",
        "Against the decision itself: administrative review or court, within the time the decision "
        "states; publication goes on unless the review body or court orders otherwise. When the "
        "decision is quashed the record is withdrawn.",
    ),
)


def where(site: str, sectors: list[str]) -> Iterator[Text]:
    """Where repair is asked for; some fields keep an entrance of their own."""
    for sector in load_sectors().values():
        if sector.entrance is not None and set(sectors) & set(sector.spellings):
            yield Text(
                f"{sector.title.zh}部门的决定：{sector.entrance.zh}。",
                f"Decisions of {sector.title.en.lower()}: {sector.entrance.en}.",
            )
    yield Text(
        f"“信用中国”网站、本平台（{site}）或任一政务服务大厅窗口，由作出决定的部门办理（谁认定、谁修复）。",
        f"Credit China, this platform ({site}) or the window of any government service hall; the "
        "department that decided handles it.",
    )


def how_long(on: date) -> Text:
    """In how many working days an application is accepted and answered."""
    rules = load_case_rules()["repair"]
    accept, overall = rules.term("accept", on).number, rules.term("overall", on).number
    return Text(
        f"提出后一般 {accept} 个工作日内决定是否受理，{overall} 个工作日内答复；情况复杂的可以延长一次，并说明理由。",
        f"It is normally accepted or refused within {accept} working days and answered within "
        f"{overall}; a complex case may be extended once, with the reason.",
    )
