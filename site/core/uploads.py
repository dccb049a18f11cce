"""Takes files into memory only: Django writes larger ones into a folder, where they stay readable.

What is to be sealed must never lie on the disk, not even for a second: nothing overwrites the
blocks of a temporary file that was deleted.
"""

import io
from collections.abc import Callable
from functools import wraps

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse

from core.pictures import MOST_BYTES

MOST_FILES = 3
NEUTRAL_NAME = "upload"  # what somebody called their file is never kept


class MemoryUpload(UploadedFile):
    """A file that was sent, in memory, without the name and the type that the browser gave it.

    Its `size` is that of what was sent, also where the content was let go.
    """

    def __init__(self, content: io.BytesIO | None, *, size: int) -> None:
        super().__init__(file=content or io.BytesIO(), name=NEUTRAL_NAME, size=size)


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps the first `MOST_FILES` files of a post, up to `MOST_BYTES` each, and counts the rest.

    What goes beyond is let go, and stands in `request.FILES` as an empty file of that size: the
    form can tell the reason, and nothing that was typed is lost with it.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._count = 0
        self._content: io.BytesIO | None = None

    def new_file(self, *args, **kwargs) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._count += 1
        self._content = io.BytesIO() if self._count <= MOST_FILES else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what came, or let go of the file once it is too large."""
        if start + len(raw_data) > MOST_BYTES:
            self._content = None
        if self._content is not None:
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> MemoryUpload:
        """Return the file, or an empty one that stands for it."""
        content, self._content = self._content, None
        if content is not None:
            content.seek(0)
        return MemoryUpload(content, size=file_size)


def files_in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let no file of a post to this view be written to the disk.

    It must be set before anything reads the post: outside of what reads it, and on a view that is
    exempt from Django's CSRF check, which would read it first.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers = [MemoryOnlyUploadHandler(request)]
        return view(request, *args, **kwargs)

    return wrapped
