"""Where files of submissions lie under ``$GONGXIN_HOME/lake``, and how they get there safely."""

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings

CHUNK = 1 << 20
ABANDONED_AFTER = 3600  # seconds until an upload that nobody claims is thought to be broken off


def home() -> Path:
    """The folder that holds everything Gongxin keeps."""
    return Path(settings.GONGXIN_HOME)


def raw_root() -> Path:
    """The folder of the bytes that wait to be processed. They may hold personal data."""
    return home() / "lake" / "raw"


def raw_folder(submission_id: int) -> Path:
    """The folder of one submission's bytes; gone once the submission is finished."""
    return raw_root() / str(submission_id)


def raw_file(submission_id: int) -> Path:
    """The bytes of one submission, exactly as they came."""
    return raw_folder(submission_id) / "file"


def submission_folder(submission_id: int) -> Path:
    """The folder of one submission's cleaned rows and faults."""
    return home() / "lake" / "submissions" / str(submission_id)


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that are durably on disk but not yet anybody's; ``too_large`` when reading stopped."""

    folder: Path
    size: int
    sha256: str
    too_large: bool

    def discard(self) -> None:
        """Forget the bytes."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def become(self, submission_id: int) -> None:
        """Make the bytes those of ``submission_id``, atomically and durably."""
        self.folder.rename(raw_folder(submission_id))
        sync_folder(raw_root())


def receive(stream: IO[bytes], limit: int) -> Received:
    """Write a stream to disk, at most ``limit`` bytes of it, and return once it would survive a crash."""
    make_private(raw_root())
    folder = raw_root() / f"incoming-{uuid4().hex}"
    folder.mkdir(mode=0o700)
    try:
        size, sha256 = _copy(stream, folder / "file", limit)
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Received(folder, size, sha256, too_large=size > limit)


def _copy(stream: IO[bytes], path: Path, limit: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        while size <= limit and (chunk := stream.read(CHUNK)):
            size += len(chunk)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def forget_raw(submission_id: int) -> None:
    """Delete a submission's bytes; fine when they are gone already."""
    shutil.rmtree(raw_folder(submission_id), ignore_errors=True)


def kept_raw() -> list[int]:
    """The submissions whose bytes are there, in no order."""
    if not raw_root().is_dir():
        return []
    return [int(entry.name) for entry in raw_root().iterdir() if entry.name.isdecimal()]


def make_private(folder: Path) -> None:
    """Create a folder under the lake that only this account can read."""
    lake = home() / "lake"
    lake.mkdir(parents=True, exist_ok=True)
    lake.chmod(0o700)
    folder.mkdir(parents=True, exist_ok=True)


def sync_file(path: Path) -> None:
    """Make what was written to a file survive a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make new and renamed entries of a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unclaimed(waiting: set[int]) -> list[Path]:
    """Folders of bytes that belong to none of the ``waiting`` submissions and are not arriving now."""
    if not raw_root().is_dir():
        return []
    before = time.time() - ABANDONED_AFTER
    names = {str(number) for number in waiting}
    return [
        entry
        for entry in raw_root().iterdir()
        if entry.name not in names and entry.stat().st_mtime < before
    ]
