"""Finds the pictures that belong to the messages of a conversation that somebody opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from vault.domain.files import files_of
from vault.domain.messages import ReadMessage


@dataclass(frozen=True)
class Picture:
    """One picture of a message, by where it is and which of them it is; never what it shows."""

    url: str
    number: int
    count: int


@dataclass(frozen=True)
class ShownMessage(ReadMessage):
    """A message in the clear with its pictures, for one response."""

    pictures: tuple[Picture, ...] = ()


def with_pictures(
    messages: Sequence[ReadMessage], *, address: Callable[[UUID], str]
) -> list[ShownMessage]:
    """Return the messages, each with its pictures; one query for all of them.

    Args:
        messages: of a record that the caller opened.
        address: where a picture of this id is shown to whom the page is for.
    """
    listed = files_of(messages=[message.id for message in messages])
    return [
        ShownMessage(
            **vars(message),
            pictures=tuple(
                Picture(url=address(file_id), number=number, count=len(listed[message.id]))
                for number, file_id in enumerate(listed.get(message.id, ()), start=1)
            ),
        )
        for message in messages
    ]
