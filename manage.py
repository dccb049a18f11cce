#!/usr/bin/env python
"""Runs Django's commands with the project's own folder, site/, on the import path."""

import os
import sys
from pathlib import Path

# site/ is no package (the standard library owns that name), so its folder itself is on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured  # the path is set only now
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))  # such as a missing secret: one line with its name


if __name__ == "__main__":
    main()
