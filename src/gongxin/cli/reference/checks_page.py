"""The page of all checks that a submitted file goes through."""

from gongxin.batch.checks.registry import CHECKS
from gongxin.cli.reference.markdown import code, page, table
from gongxin.cli.reference.words import SEVERITY
from gongxin.core.text import Text


def checks_page(language: str) -> str:
    """Every registered check with its severity, message and law."""
    header = [
        Text("标识", "Id"), Text("检查", "Check"), Text("后果", "Consequence"),
        Text("提示", "Message"), Text("依据", "Rule"),
    ]  # fmt: skip
    rows = [
        (
            code(check.id),
            check.title.of(language),
            SEVERITY[check.severity].of(language),
            check.message.of(language),
            check.law.of(language),
        )
        for check in CHECKS
    ]
    return page(
        language,
        Text("数据检查", "Checks").of(language),
        Text(
            "每条检查都不因前一条失败而停止；所有问题一次返回。花括号处填入该单元格的实际内容。",
            "No check stops another: every fault comes back at once. Braces are filled in from the cell.",
        ).of(language),
        table([title.of(language) for title in header], rows),
    )
