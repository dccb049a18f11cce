"""What translators hand in to be saved, passage by passage, and what became of it."""

from dataclasses import dataclass, field

from bilingual.domain.conflicts import Conflict
from bilingual.domain.overriding import OverrideReport

Key = tuple[int, int]  # the place and the source text: ids of a TranslationContext and a String


@dataclass(frozen=True)
class Entry:
    """What somebody wrote for one passage.

    A passage is named by its place and its source text and not by its row, since rows are made
    anew when the source changes while somebody is writing.

    Attributes:
        context_id: the place, a `TranslationContext`.
        string_id: the source text, a `String`.
        words: what was written; plain words where the place takes no markup.
        seen: the token of what was stored when the person began, see `token`.
        is_read: the person says that a machine's words are right.
        is_stored_form: `words` are in wagtail-localize's form already, as the memory keeps them.
    """

    context_id: int
    string_id: int
    words: str
    seen: str = ""
    is_read: bool = False
    is_stored_form: bool = False

    @property
    def key(self) -> Key:
        """Its place and its source text."""
        return self.context_id, self.string_id


@dataclass
class SaveReport:
    """What became of each entry.

    Attributes:
        saved: passages whose words were stored, taken away or confirmed.
        conflicts: passages that somebody else has changed meanwhile; nothing was overwritten.
        errors: sentences on why the words of a passage cannot stand; nothing was stored.
        outdated: passages that the source no longer has; words that may stand are kept as a memory.
        overrides: what became of values that may differ from the source's.
    """

    saved: list[Key] = field(default_factory=list)
    conflicts: dict[Key, Conflict] = field(default_factory=dict)
    errors: dict[Key, list[str]] = field(default_factory=dict)
    outdated: list[Key] = field(default_factory=list)
    overrides: OverrideReport = field(default_factory=OverrideReport)

    @property
    def is_clean(self) -> bool:
        """Whether everything was stored as it was written."""
        return not (
            self.conflicts
            or self.errors
            or self.outdated
            or self.overrides.conflicts
            or self.overrides.errors
        )

    @property
    def count(self) -> int:
        """How many places have changed."""
        return len(self.saved) + len(self.overrides.saved)
