"""Uploads go to a nameless file on the disk of the raw store, never into memory.

An upload may hold personal data. A file without a name is gone as soon as it is closed, and also
when the process is killed in the middle; so nothing is left behind that nobody deletes.
"""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from gongxin.apps.intake import storage


class RawStoreUploadHandler(FileUploadHandler):
    """Streams each file of a request into a nameless file under ``lake/raw``."""

    file: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Opens the nameless file that the chunks are appended to."""
        super().new_file(*args, **kwargs)
        storage.make_private(storage.raw_root())
        self.file = tempfile.TemporaryFile(dir=storage.raw_root())  # noqa: SIM115 closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Appends a chunk; returning nothing tells Django that it was taken.

        Of a file that is too large only so much is written that the action sees it is.
        """
        if start <= settings.GONGXIN_MAX_UPLOAD:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The whole file, at its start."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )

    def upload_interrupted(self) -> None:
        """Lets go of what came of an upload that broke off."""
        if hasattr(self, "file"):
            self.file.close()
