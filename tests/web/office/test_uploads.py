"""Uploads lie in a file without a name, and no more of them than is allowed."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from gongxin.apps.intake import storage
from gongxin.web.uploads import RawStoreUploadHandler


def handler() -> RawStoreUploadHandler:
    made = RawStoreUploadHandler(RequestFactory().post("/office/submit/"))
    made.new_file("file", "处罚.csv", "text/csv", None)
    return made


def test_the_file_has_no_name_on_the_disk_and_is_read_from_its_start(home: Path) -> None:
    upload = handler()
    upload.receive_data_chunk(b"planted ", 0)
    upload.receive_data_chunk(b"number", 8)
    assert list(storage.raw_root().iterdir()) == []
    taken = upload.file_complete(14)
    assert taken.read() == b"planted number"
    assert (taken.name, taken.size) == ("处罚.csv", 14)


def test_an_upload_that_breaks_off_is_let_go(home: Path) -> None:
    upload = handler()
    upload.receive_data_chunk(b"half", 0)
    upload.upload_interrupted()
    assert upload.file.closed
    assert list(storage.raw_root().iterdir()) == []


def test_bytes_beyond_the_limit_are_not_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GONGXIN_MAX_UPLOAD", 10)
    upload = handler()
    for start in range(0, 60, 6):
        upload.receive_data_chunk(b"sixsix", start)
    assert len(upload.file_complete(60).read()) == 12
