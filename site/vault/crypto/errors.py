"""What can go wrong when something sealed is opened, told without a word about its content.

The messages are fixed sentences: they end up in logs and error reports, so they never carry data.
Mistakes of the calling code (a key of the wrong length, a text over the limit) are ``ValueError``.
"""


class CryptoError(Exception):
    """Base of everything this package raises about data that it was handed."""

    sentence = "The cryptographic operation failed."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(self.sentence if sentence is None else sentence)


class UnknownVersion(CryptoError):
    """The first byte names a format that this code does not read."""

    sentence = "The sealed data has a format version that this code does not know."


class CannotOpen(CryptoError):
    """Wrong key, wrong place, tampered, truncated: one class, so that no caller can tell which."""

    sentence = "The sealed data cannot be opened."


class MalformedCode(CryptoError):
    """A return code or a printed key part that was typed wrongly, before any key is involved."""

    sentence = "The code is not written correctly."
