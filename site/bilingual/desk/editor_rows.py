"""A passage as the translation editor shows it, and the groups that passages stand in."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from bilingual.content_check import Finding
from bilingual.desk.editor_values import Value
from bilingual.diff import Piece, word_diff
from bilingual.domain.conflicts import Conflict
from bilingual.domain.entries import Key
from bilingual.domain.translating import shown
from bilingual.forms import slot
from bilingual.places import Place
from bilingual.selectors.memory import Memory
from core.blocks import is_allowed_target

_TAG = re.compile(r"(<[^<>]*>)")
_LINK = re.compile(r'<a id="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Tag:
    """A mark of the source text that a translator may put round words.

    Attributes:
        opening, closing: what stands before and after the words.
        name: `a`, `b`, `i` or the like.
        words: the words of the link, to tell one from the other.
    """

    opening: str
    closing: str
    name: str
    words: str = ""


@dataclass(frozen=True)
class Remembered:
    """A previous translation as a person reads it, and what has changed in the source since."""

    memory: Memory
    words: str
    difference: list[Piece]


@dataclass
class Row:
    """A passage: what the source says, what the translation says, and what there is to say of it.

    Attributes:
        label: its place within the group; empty where the group says it all.
        kind: `text`, `rich`, `slug` or `address`.
        status: `done`, `missing`, `error` or `machine`; `slug` where none is needed.
        weight: how many passages share these words, since the same sentence may stand twice.
        words: what is in the field.
        seen: the token of what was stored when the page was shown.
        is_changed: whether the source says something else than when the translation was published.
    """

    key: Key
    path: str
    label: str
    group: str
    order: tuple[int, int]
    place: Place
    source: str
    words: str
    seen: str
    status: str
    max_length: int | None = None
    weight: int = 1
    is_changed: bool = False
    is_carried_over: bool = False
    stored: StringTranslation | None = None
    errors: list[str] = field(default_factory=list)
    conflict: Conflict | None = None
    memories: list[Memory] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Its whole place, in the words of the page editor."""
        return f"{self.group} › {self.label}" if self.label else self.group

    @property
    def slot(self) -> str:
        """Its name in fields and anchors."""
        return slot(self.key)

    @property
    def kind(self) -> str:
        """What is written there."""
        is_address = " " not in self.source and is_allowed_target(self.source)
        return "address" if is_address and self.place.kind == "text" else self.place.kind

    @property
    def is_missing(self) -> bool:
        """Whether it stands in the way of publishing."""
        return self.status in {"missing", "error", "machine"}

    @property
    def source_pieces(self) -> list[tuple[bool, str]]:
        """The source text as words and marks, `(is it a mark, text)`."""
        if self.kind != "rich":
            return [(False, self.source)]
        return [(piece.startswith("<"), piece) for piece in _TAG.split(self.source) if piece]

    @cached_property
    def tags(self) -> list[Tag]:
        """The marks of the source text, each once."""
        if self.kind != "rich":
            return []
        links = [
            Tag(f'<a id="{name}">', "</a>", "a", StringValue(words).render_text())
            for name, words in dict(_LINK.findall(self.source)).items()
        ]
        names = dict.fromkeys(re.findall(r"<([a-z]+)>", self.source))
        return links + [
            Tag(f"<{name}>", "" if name == "br" else f"</{name}>", name) for name in names
        ]

    @property
    def lines(self) -> int:
        """How high the field is at first."""
        longest = max(len(self.source), len(self.words))
        return min(12, 1 + longest // 55 + self.source.count("\n"))

    @property
    def size(self) -> str:
        """The same in one word, for browsers that fit a field to its words."""
        return "short" if self.lines < 3 else "medium" if self.lines < 6 else "long"

    @property
    def remembered(self) -> list[Remembered]:
        """What the translation memory offers."""
        is_plain = self.place.kind != "rich"
        found = []
        for memory in self.memories:
            before = shown(memory.source_text, is_plain=is_plain)
            difference = word_diff(before, self.source) if before != self.source else []
            words = shown(memory.words, is_plain=is_plain)
            found.append(Remembered(memory, words, difference))
        return found

    @property
    def conflicting(self) -> str:
        """What somebody else has stored, as a person reads it."""
        if self.conflict is None or self.conflict.stored is None:
            return ""
        return shown(self.conflict.stored, is_plain=self.place.kind != "rich")

    @property
    def conflict_difference(self) -> list[Piece]:
        """What the person's own words change in the other's."""
        return word_diff(self.conflicting, self.words)


@dataclass
class Group:
    """The passages and values of one field or block."""

    label: str
    rows: list[Row] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    @property
    def number_missing(self) -> int:
        """How many of its passages are not done."""
        return sum(row.weight for row in self.rows if row.is_missing)
