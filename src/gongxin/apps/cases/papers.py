"""Papers of cases: kept by their SHA-256 under ``$GONGXIN_HOME/cases``, read by who has a role.

Papers may hold personal data, so the folder is private and nothing of them is shown but to the
parties. A PDF, PNG or JPEG is taken, known by its first bytes and not by its name.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

from django.conf import settings

from gongxin.apps.accounts.permissions import Reader
from gongxin.apps.cases.models import Case, CasePaper
from gongxin.apps.cases.permission import may_read
from gongxin.apps.errors import Invalid, NotFound, TooLarge
from gongxin.apps.intake.filenames import shown_name
from gongxin.core.text import Text

LARGEST: Final = 20 * 1024**2  # bytes
_MAGIC: Final = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name and its bytes."""

    filename: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that are on disk under their digest."""

    filename: str
    media_type: str
    size: int
    sha256: str


def store(upload: Upload) -> Stored:
    """The file, durably kept. Raises TooLarge, Invalid (neither PDF nor picture, or empty)."""
    content = upload.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge("paper_too_large", _TOO_LARGE.format(most=LARGEST // 1024**2))
    media = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if media is None:
        raise Invalid("paper_kind", _KIND.format(name=shown_name(upload.filename)))
    return store_bytes(content, shown_name(upload.filename)[:200], media)


def store_bytes(content: bytes, filename: str, media_type: str) -> Stored:
    """The bytes, durably kept; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_name(f"{digest}.{uuid4().hex}")
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o600)
        partial.rename(path)
    return Stored(filename, media_type, len(content), digest)


def attach(
    case: Case,
    kind: str,
    *,
    stored: Stored | None = None,
    reference: str = "",
    source: str = "file",
    user_id: int | None = None,
) -> CasePaper:
    """A paper in the case: a kept file, or a reference to what the department has itself."""
    return CasePaper.objects.create(
        case=case,
        kind=kind,
        source=source,
        filename=stored.filename if stored else "",
        media_type=stored.media_type if stored else "",
        size=stored.size if stored else 0,
        sha256=stored.sha256 if stored else "",
        reference=reference,
        added_by_id=user_id,
    )


def open_paper(reader: Reader, paper_id: int) -> tuple[CasePaper, bytes]:
    """A paper and its bytes, for who has a role in its case; NotFound for others and references."""
    found = CasePaper.objects.select_related("case__opened_by").filter(pk=paper_id)
    paper = found.first()
    if paper is None or not paper.sha256 or not may_read(reader, paper.case):
        raise NotFound("no_paper", _NO_PAPER.format(number=paper_id))
    content = _path(paper.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise NotFound("paper_damaged", _DAMAGED.format(number=paper_id))
    return paper, content


def _path(digest: str) -> Path:
    root = Path(settings.GONGXIN_HOME) / "cases"
    if not root.is_dir():
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
    return root / digest[:2] / digest


_TOO_LARGE = Text("单份材料不能超过 {most} MB。", "A paper must not be larger than {most} MB.")
_KIND = Text(
    "“{name}”不是 PDF、PNG 或 JPEG 文件；请扫描或另存为其中一种。",
    "“{name}” is not a PDF, PNG or JPEG file; scan or save it as one of these.",
)
_NO_PAPER = Text(
    "没有编号为 {number} 的材料，或您无权查看。", "There is no paper {number} that you may see."
)
_DAMAGED = Text(
    "材料 {number} 与登记的校验值不符，请联系平台管理员。",
    "Paper {number} does not match its recorded digest; tell the administrator.",
)
