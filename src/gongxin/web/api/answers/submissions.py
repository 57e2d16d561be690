"""Submissions and their faults, with the keys that the command line has too."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from gongxin.apps.intake.models import Submission
from gongxin.web.api.answers.answer import Answer
from gongxin.web.api.answers.pages import Page

if TYPE_CHECKING:
    from gongxin.batch.stored_issues import Issue

State = Literal["received", "checking", "linking", "filing", "filed", "partly_filed", "rejected"]
Severity = Literal["refuse", "reject", "warn"]
_COUNTS: Final = (
    "rows",
    "accepted",
    "rejected",
    "refused_persons",
    "warned",
    "late",
    "linked",
    "unlinked",
    "unchanged",
)


class FileError(Answer):
    """整份文件被退回的原因 / why the file as a whole was refused."""

    code: str
    message: str = Field(description="说明 / in Chinese")
    message_en: str = Field(description="说明（英文） / in English")


class SubmissionAnswer(Answer):
    """报送批次 / a submission."""

    submission: int = Field(description="批次编号 / its number")
    item: str = Field(description="目录项 / catalogue item")
    department: str = Field(description="报送部门代码 / code of the department")
    state: State = Field(
        description="filed、partly_filed、rejected 为已完成 / finished when filed, partly_filed or "
        "rejected"
    )
    finished: bool = Field(description="是否已处理完 / whether it is finished")
    progress: int = Field(ge=0, le=100, description="进度（百分比） / percent done")
    filename: str
    size: int = Field(ge=0, description="字节数 / bytes")
    sha256: str = Field(description="文件的 SHA-256 / of the file as it came")
    channel: str = Field(description="office、api 或 command / office, api or command")
    received_at: datetime
    received_on: date = Field(description="计算是否逾期的收到日期 / day that lateness counts from")
    finished_at: datetime | None
    rows: int = Field(ge=0, description="总行数 / rows in the file")
    accepted: int = Field(ge=0, description="入库行数 / rows filed")
    rejected: int = Field(ge=0, description="退回行数 / rows to be corrected")
    refused_persons: int = Field(
        ge=0, description="涉自然人而不收的行数 / rows about natural persons, not kept"
    )
    warned: int = Field(ge=0, description="有提示的行数 / rows with warnings")
    late: int = Field(ge=0, description="逾期行数 / rows that came late")
    linked: int = Field(ge=0, description="已关联行数 / rows tied to an organisation")
    unlinked: int = Field(ge=0, description="待关联行数 / rows waiting to be linked")
    unchanged: int = Field(ge=0, description="与已入库相同的行数 / rows that were on file already")
    duplicate_of: int | None = Field(
        description="与哪个批次是同一文件 / the submission that filed the same file"
    )
    seconds: float = Field(ge=0, description="处理用时（秒） / seconds of work")
    error: FileError | None


class SubmissionList(Page):
    """报送批次，新的在前 / submissions, newest first."""

    submissions: list[SubmissionAnswer]


class IssueAnswer(Answer):
    """单元格的错误或提示 / a fault of one cell."""

    row: int = Field(description="行号，与电子表格一致 / row, as a spreadsheet counts")
    column: str = Field(description="文件中的列名 / title in the file")
    field: str = Field(description="字段代码 / field code")
    value: str = Field(description="所填的值 / value seen")
    rule: str = Field(description="检查，见 /items/{id} / check, see /items/{id}")
    severity: Severity
    message: str = Field(description="说明 / in Chinese")
    message_en: str = Field(description="说明（英文） / in English")


class IssueList(Page):
    """批次的错误和提示，按行排列 / a submission's faults by row."""

    submission: int = Field(description="批次编号 / number of the submission")
    rules: dict[str, int] = Field(
        description="各项检查的错误数，不受筛选影响 / faults by check, whatever the filters"
    )
    issues: list[IssueAnswer]


def submission_answer(submission: Submission) -> dict[str, object]:
    """A submission as it stands in JSON."""
    error = submission.error
    return {
        "submission": submission.pk,
        "item": submission.item,
        "department": submission.department.code,
        "state": submission.state,
        "finished": submission.state in Submission.FINISHED,
        "progress": submission.progress,
        "filename": submission.filename,
        "size": submission.size,
        "sha256": submission.sha256,
        "channel": submission.channel,
        "received_at": submission.received_at,
        "received_on": submission.received_on,
        "finished_at": submission.finished_at,
        **{name: getattr(submission, name) for name in _COUNTS},
        "duplicate_of": submission.duplicate_of_id,
        "seconds": round(submission.seconds, 3),
        "error": error
        and {"code": error["code"], "message": error["zh"], "message_en": error["en"]},
    }


def issue_answer(issue: "Issue") -> dict[str, object]:
    """A fault as it stands in JSON."""
    return {
        "row": issue.row,
        "column": issue.column,
        "field": issue.field,
        "value": issue.value,
        "rule": issue.rule,
        "severity": issue.severity,
        "message": issue.message.zh,
        "message_en": issue.message.en,
    }
