"""What may be published in which language, and what is said when something may not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


@dataclass(frozen=True)
class Missing:
    """A segment that has no words of its own language.

    Attributes:
        path: its place in the page, as wagtail-localize writes it.
        text: what the other language says there.
        where: the place in the words of the page editor, such as "Body › Heading".
        segment_id: wagtail-localize's `StringSegment`, or nothing where it holds none.
        why: `missing`, `error` (its markup is broken) or `machine` (nobody has read it).
    """

    path: str
    text: str
    where: str = ""
    segment_id: int | None = None
    why: str = "missing"


class Refusal(ValidationError):
    """Something that would part the two languages, or pass by a review; nothing was changed.

    Args:
        message: what an editor reads.
        page: the page it is about, to lead back to.
    """

    def __init__(self, message, *, page=None) -> None:
        super().__init__(message)
        self.page = page

    @property
    def message_dict(self) -> dict[str, list[str]]:
        """What Wagtail's admin API answers with; it expects errors that name a field."""
        return {NON_FIELD_ERRORS: self.messages}


class Incomplete(Refusal):
    """A page would go live with words of the other language (TRAPS B1, B2)."""

    def __init__(self, missing: Sequence[Missing], *, page=None) -> None:
        self.missing = list(missing)
        message = ngettext_lazy(
            "One passage is not translated yet: %(where)s. The page stays as it was.",
            "%(count)d passages are not translated yet: %(where)s. The page stays as it was.",
            "count",
        ) % {
            "count": len(self.missing),
            # Neither language's comma: the message may be read in both.
            "where": " · ".join(dict.fromkeys(item.where or item.path for item in self.missing)),
        }
        super().__init__(message, page=page)


class TranslatedFromDraft(Refusal):
    """The translation was made from words that are not published in the other language."""

    def __init__(self, *, page=None) -> None:
        super().__init__(
            _(
                "This was translated from a draft that is not published yet. "
                "Publish both languages together."
            ),
            page=page,
        )


class SourceNotLive(Refusal):
    """The page that it is a translation of was taken down, or was never published."""

    def __init__(self, *, page=None) -> None:
        super().__init__(
            _(
                "The page that this is a translation of is not published. "
                "Publish both languages together, or that page first."
            ),
            page=page,
        )


class WrongTree(Refusal):
    """A page would move under pages of another language."""

    def __init__(self, *, page=None) -> None:
        super().__init__(_("A page stays among the pages of its own language."), page=page)


class Locked(Refusal):
    """Somebody has locked the page, or it is being reviewed."""

    def __init__(self, message=None, *, page=None) -> None:
        super().__init__(message or _("This page is locked. Nothing was changed."), page=page)


class NoPlaceInOtherLanguage(Refusal):
    """A page would move to where its other language cannot follow."""

    def __init__(self, *, parent_title: str, page=None) -> None:
        super().__init__(
            _(
                "“%(parent)s” has no version in the other language, so this page's other "
                "version could not follow. Translate “%(parent)s” first."
            )
            % {"parent": parent_title},
            page=page,
        )


class SlugTaken(Refusal):
    """The other language's address is taken where the page would move to."""

    def __init__(self, *, title: str, slug: str, page=None) -> None:
        super().__init__(
            _(
                "“%(title)s” moves along, but another page there has its address, “%(slug)s”. "
                "Change one of the two addresses first."
            )
            % {"title": title, "slug": slug},
            page=page,
        )


class RightMissing(Refusal):
    """What follows to the other language is not this person's to do."""

    def __init__(self, *, title: str, page=None) -> None:
        super().__init__(
            _("This would also concern “%(title)s”, which you may not change. Ask an editor.")
            % {"title": title},
            page=page,
        )


class AliasRefused(Refusal):
    """An alias would show one language's words under the other's address (TRAPS B8)."""

    def __init__(self, *, page=None) -> None:
        super().__init__(
            _("This site has no aliases: they would show the words of another page."), page=page
        )
