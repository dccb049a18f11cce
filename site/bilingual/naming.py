"""Names languages in the language of whoever reads the name."""

from django.utils.translation import get_language_info


def language_name(code: str) -> str:
    """Return a language's name in the language of the admin."""
    return get_language_info(code)["name_translated"]
