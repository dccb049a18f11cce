"""The cache of one machine: Django's folder, with an `add` that only one of many callers wins."""

import os
import tempfile
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FolderCache(FileBasedCache):
    """Counts of tries and of forms are slots that are added; two must not get the same one."""

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        """Put `value` there unless something is there already; tell whether it was put.

        Django looks first and writes then, so that two processes at once both succeed. Here the
        file gets its name by a link, which the file system gives once.
        """
        if self.has_key(key, version):
            return False
        self._createdir()
        self._cull()
        descriptor, path = tempfile.mkstemp(dir=self._dir)
        try:
            with open(descriptor, "wb") as file:
                self._write_content(file, timeout, value)
            os.link(path, self._key_to_file(key, version))
        except FileExistsError:
            return False
        finally:
            Path(path).unlink()
        return True
