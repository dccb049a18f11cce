"""What may become of a passage of a translator's file, and a report on all of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from bilingual.domain.conflicts import token
from bilingual.po_files import Entry
from bilingual.selectors import exchange


class FileRefused(Exception):
    """Nothing in the file can be taken; its text says why, in a sentence."""


class State(StrEnum):
    """What becomes of a passage of the file."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"  # its words and the site's have both changed since the export
    REFUSED = "refused"
    FUZZY = "fuzzy"  # only a suggestion
    NEWER_HERE = "newer_here"  # the site's words have changed since, the file's have not
    SAME = "same"
    EMPTY = "empty"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one passage of the file, and why.

    Attributes:
        entry: the passage as the file has it.
        state: what becomes of it.
        page: the title of its page or snippet; empty where the person may not know it.
        place: where it is there.
        text: the words as they would be stored.
        stored: the words that the site has.
        reasons: why it is refused, in sentences.
        translation_id: the page's translation into the language.
        key: its place and its source text.
    """

    entry: Entry
    state: State = State.REFUSED
    page: str = ""
    place: str = ""
    text: str = ""
    stored: str | None = None
    reasons: tuple[str, ...] = ()
    translation_id: int | None = None
    key: exchange.Key | None = None

    @property
    def name(self) -> str:
        """What names a decision on the conflict: good for exactly these words on both sides."""
        return token(
            "\0".join((self.entry.context, self.entry.source, self.text, str(self.stored)))
        )

    @property
    def is_taken(self) -> bool:
        """Whether its words are stored."""
        return self.state in {State.NEW, State.CHANGED}


@dataclass
class Report:
    """What becomes of each passage of the file, in its order."""

    verdicts: list[Verdict] = field(default_factory=list)

    def of(self, state: State) -> list[Verdict]:
        """Return the passages that this becomes of."""
        return [verdict for verdict in self.verdicts if verdict.state == state]

    @property
    def taken(self) -> list[Verdict]:
        """The passages whose words are stored."""
        return [verdict for verdict in self.verdicts if verdict.is_taken]
