"""The tables of the search: documents, the words each is found by, and all words that occur.

They are made from what is published and can be thrown away: `rebuild_search` makes them anew.
"""

from django.db import models

_LANGUAGE = 10
_WORD = 40  # characters, as core.search.analysis.LONGEST_WORD


class IndexedDocument(models.Model):
    """One thing in one language that can be found, with the text that excerpts are taken from.

    Attributes:
        digest: of what it was made from and how, so that what has not changed is left alone.
    """

    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    language = models.CharField(max_length=_LANGUAGE)
    summary = models.TextField()
    body = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="one_indexed_document")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.language})"


class Posting(models.Model):
    """A stem that a document is found by, with its weight there.

    Attributes:
        language: the document's, again here, so that one index answers.
        surface: the form that the document writes it in most often; empty for a compound.
        weight: BM25F of the stem in the document without its rarity, from 1 to 1,000.
    """

    document = models.ForeignKey(
        IndexedDocument, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    language = models.CharField(max_length=_LANGUAGE)
    stem = models.CharField(max_length=_WORD)
    surface = models.CharField(max_length=_WORD)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "stem"], name="one_posting_of_a_stem")
        ]
        indexes = [
            # All that the ranking reads, so that it reads the index alone.
            models.Index(
                fields=["language", "stem", "document", "weight"], name="search_posting_stem"
            ),
            models.Index(fields=["language", "surface"], name="search_posting_surface"),
        ]

    def __str__(self) -> str:
        return f"{self.stem}: {self.weight}"


class IndexedWord(models.Model):
    """A word as some document writes it, for those who write it wrong.

    Attributes:
        plain: the word in plain letters, which typing mistakes are counted in.
        length: of `plain`, in letters.
    """

    language = models.CharField(max_length=_LANGUAGE)
    surface = models.CharField(max_length=_WORD)
    plain = models.CharField(max_length=_WORD)
    stem = models.CharField(max_length=_WORD)
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "surface", "stem"], name="one_indexed_word")
        ]
        indexes = [models.Index(fields=["language", "length"], name="search_word_length")]

    def __str__(self) -> str:
        return self.surface


class IndexBuild(models.Model):
    """A build of the whole index that came to its end, and by which rules it was made."""

    format = models.CharField(max_length=64, unique=True)
    ended_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.format
