"""Chooses what a row of the directory says in the reader's language, or in the other one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from core.i18n import direction
from resources.models.organisations import Prose


@dataclass(frozen=True)
class Said:
    """Words, and the language that they are in.

    Attributes:
        text: what is said.
        language, dir: of the words.
        is_foreign: whether the reader's language lacks them, so that these stand in.
    """

    text: str
    language: str
    dir: str
    is_foreign: bool


class Words:
    """The texts of one row, each field in the reader's language where somebody wrote it."""

    def __init__(self, texts: Iterable[Prose]) -> None:
        """Take the texts of a row; none is read from the database here."""
        self.language = get_language() or settings.LANGUAGE_CODE
        order = sorted(texts, key=lambda text: (text.language != self.language, text.language))
        self.texts = order
        self.has_foreign = False

    @property
    def languages(self) -> list[str]:
        """The languages that the row is described in."""
        return sorted(text.language for text in self.texts)

    @property
    def is_translated(self) -> bool:
        """Whether somebody described the row in the reader's language."""
        return self.language in self.languages

    def say(self, field: str) -> Said | None:
        """Return what a field says, or nothing where no language says anything.

        What concerns safety must not be lost for want of a translation.
        """
        for text in self.texts:
            if said := getattr(text, field).strip():
                is_foreign = text.language != self.language
                self.has_foreign |= is_foreign
                return Said(said, text.language, direction(text.language), is_foreign)
        return None


def in_both(row: object, field: str) -> Said | None:
    """Return what `field_ar` or `field_en` of a row says, the reader's language first."""
    own = get_language() or settings.LANGUAGE_CODE
    for language in sorted(("ar", "en"), key=lambda code: code != own):
        if said := getattr(row, f"{field}_{language}").strip():
            return Said(said, language, direction(language), language != own)
    return None
