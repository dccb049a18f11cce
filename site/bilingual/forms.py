"""Reads what the translation editor posts; decides and stores nothing."""

from functools import cached_property

from django.http import QueryDict
from wagtail_localize.models import Translation

from bilingual.domain.entries import Entry, Key
from bilingual.domain.overriding import OverrideEntry
from bilingual.selectors.memory import memory_by_id

MINE, THEIRS = "mine", "theirs"


def slot(key: Key) -> str:
    """Return how a passage is called in the names of fields and in anchors."""
    return f"{key[0]}-{key[1]}"


class TranslationForm:
    """One posting of the editor: words, values, and the button that was pressed.

    Fields, where `K` is `slot(key)` and `P` a place: `words-K`, `seen-K` (the token of what was
    stored when the page was shown), `rival-K` and `choice-K` (where somebody else had changed it),
    `value-P` and `token-P` for values that may differ. Buttons: `do`, `keep`, `read`, `reset`.
    """

    def __init__(self, data: QueryDict, translation: Translation) -> None:
        self.data, self.translation = data, translation

    @property
    def action(self) -> str:
        """What is to happen after saving: `save`, `publish`, `submit`, …"""
        return self.data.get("do", "save")

    @cached_property
    def keys(self) -> list[Key]:
        """The passages that were on the page."""
        found = (_key(name[6:]) for name in self.data if name.startswith("words-"))
        return [key for key in found if key]

    @cached_property
    def kept(self) -> dict[Key, str]:
        """The passage whose remembered translation is to be kept, and that translation."""
        name, _colon, number = self.data.get("keep", "").partition(":")
        key = _key(name)
        if key is None or not number.isdecimal() or len(number) > 18:
            return {}
        memory = memory_by_id(self.translation, int(number), string_id=key[1])
        return {key: memory.data} if memory else {}

    @cached_property
    def entries(self) -> list[Entry]:
        """What is to be stored."""
        read = _key(self.data.get("read", ""))
        return [
            Entry(
                context_id=key[0],
                string_id=key[1],
                words=self.kept.get(key, self.typed(key)),
                seen=self._seen(key),
                is_read=key == read,
                is_stored_form=key in self.kept,
            )
            for key in self.keys
            if self.choice(key) != THEIRS
        ]

    @cached_property
    def overrides(self) -> list[OverrideEntry]:
        """The values that are to differ from the source's, or not any more."""
        reset = self.data.get("reset")
        found = []
        for name in self.data:
            place = name.removeprefix("value-")
            if name.startswith("value-") and _is_number(place):
                value = "" if place == reset else self.data[name]
                seen = self.data.get(f"token-{place}", "")
                found.append(OverrideEntry(int(place), value, seen))
        return found

    def typed(self, key: Key) -> str:
        """Return what stood in the field of a passage."""
        return self.data.get(f"words-{slot(key)}", "")

    def choice(self, key: Key) -> str:
        """Return whose words the person has chosen where two had written."""
        return self.data.get(f"choice-{slot(key)}", "")

    def has(self, key: Key) -> bool:
        """Tell whether the passage was on the page that was posted."""
        return f"words-{slot(key)}" in self.data

    def _seen(self, key: Key) -> str:
        # Whoever insists on their own words has seen the other's.
        name = "rival" if self.choice(key) == MINE else "seen"
        return self.data.get(f"{name}-{slot(key)}", "")


def _key(text: str) -> Key | None:
    first, _dash, second = text.partition("-")
    return (int(first), int(second)) if _is_number(first) and _is_number(second) else None


def _is_number(text: str) -> bool:
    # A database refuses numbers beyond its own, instead of finding nothing.
    return text.isascii() and text.isdecimal() and len(text) <= 18
