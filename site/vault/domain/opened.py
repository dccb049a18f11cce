"""A record in the hands of somebody who opened it, for one response."""

from dataclasses import dataclass, field

from vault.crypto import compartments
from vault.models import Envelope


@dataclass(frozen=True)
class OpenedRecord:
    """A record whose keys are in memory, for one response.

    Attributes:
        envelope: its row.
        secret: opens the conversation.
        root: opens all, and can be granted; none where a return code opened the record.
    """

    envelope: Envelope
    secret: bytes = field(repr=False)
    root: bytes | None = field(repr=False, default=None)

    @property
    def staff_secret(self) -> bytes:
        """What opens the staff's compartment.

        Raises:
            ValueError: a return code opened the record.
        """
        if self.root is None:
            message = "a return code does not lead to what is staff's alone"
            raise ValueError(message)
        return compartments.derive(root=self.root, record=self.envelope.pk.bytes).staff.secret
