"""What can be found: each kind of thing that an app registers, and the words it is found by."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class SearchDocument:
    """One thing in one language, as the index takes it in.

    Only what everybody may read goes in, and nothing of a private row.

    Attributes:
        kind: the name that its kind was registered by.
        language: the code of the language it is in.
        key: its primary key among its kind; ties of the ranking are settled by it.
        title, summary, body: what readers read, plain text; excerpts are taken from the last two.
        extra: other names, which weigh nearly as much as a title and are never shown.
        unseen: words that it is found by and that no excerpt shows, such as a myth that is quoted.
    """

    kind: str
    language: str
    key: int
    title: str
    summary: str = ""
    body: str = ""
    extra: str = ""
    unseen: str = ""


@dataclass(frozen=True)
class Hit:
    """Something that was found, as its app shows it now."""

    title: str
    url: str
    summary: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be found.

    Attributes:
        name: stays the same; part of the index.
        label: what readers call several of them.
        position: where it stands among the kinds, the lowest first.
        documents: returns the documents of these keys, in every language; of all, for `None`. What
            nobody may read has none. Takes in many at a time and yields one after the other.
        visible: returns a queryset that has a row where `OuterRef("document__key")` may be read by
            everybody now in the language `OuterRef("document__language")`. The last wall: each
            search asks it, so that an index that is behind shows and counts nothing closed.
        resolve: returns the hits of these keys in a language by one query; those alone that may be
            read now.
    """

    name: str
    label: str
    documents: Callable[[Collection[int] | None], Iterable[SearchDocument]]
    visible: Callable[[], QuerySet]
    resolve: Callable[[Collection[int], str], Mapping[int, Hit]]
    position: int = 0


_kinds: dict[str, Kind] = {}


def register_kind(
    name: str,
    *,
    label: str,
    documents: Callable[[Collection[int] | None], Iterable[SearchDocument]],
    visible: Callable[[], QuerySet],
    resolve: Callable[[Collection[int], str], Mapping[int, Hit]],
    position: int = 0,
) -> None:
    """Register a kind of thing that can be found; from an app's `ready`. See `Kind`."""
    _kinds[name] = Kind(name, label, documents, visible, resolve, position)


def kinds() -> dict[str, Kind]:
    """Return the registered kinds by their names, in the order in which readers meet them."""
    return dict(sorted(_kinds.items(), key=lambda item: (item[1].position, item[0])))
