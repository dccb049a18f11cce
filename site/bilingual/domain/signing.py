"""Records that a native speaker has read a page as it is live, and takes that back."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.models import LanguageState
from bilingual.rules import Refusal
from bilingual.texts import fingerprint, published_text

SIGNED_OFF = "bilingual.sign_off"
WITHDRAWN = "bilingual.withdraw_sign_off"


class NotPublished(Refusal):
    """Nobody can have read a text that is not public."""

    def __init__(self, *, page: Page) -> None:
        super().__init__(
            _("“%(title)s” is not published, so there is no text to sign off.")
            % {"title": page.title},
            page=page,
        )


class ReadAnotherText(Refusal):
    """The text was published anew while somebody read it."""

    def __init__(self, *, page: Page) -> None:
        super().__init__(
            _("The text has changed while you read it. Please read it again, then sign it off."),
            page=page,
        )


@transaction.atomic
def sign_off(*, page: Page, user: User, seen: str = "") -> LanguageState:
    """Record that `user`, a native speaker, has read the published text of `page`.

    Args:
        page: the page in the language that was read.
        user: who read it.
        seen: the fingerprint of the text that was shown, so that nobody vouches for another one.

    Raises:
        NotPublished: there is no published text.
        ReadAnotherText: it has changed since it was shown.
    """
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not page.live:
        raise NotPublished(page=page)
    state = _locked_state(page)
    if seen and seen != state.fingerprint:
        raise ReadAnotherText(page=page)
    state.read_by = user
    state.read_at = timezone.now()
    state.read_revision_id = page.live_revision_id
    state.save(update_fields=["read_by", "read_at", "read_revision"])
    log(instance=page, action=SIGNED_OFF, user=user, revision=page.live_revision)
    return state


@transaction.atomic
def withdraw(*, page: Page, user: User) -> None:
    """Take a sign-off back; nothing happens where there is none."""
    signed = LanguageState.objects.filter(page_id=page.pk, read_at__isnull=False)
    if signed.update(read_by=None, read_at=None, read_revision=None):
        log(instance=page, action=WITHDRAWN, user=user)


def _locked_state(page: Page) -> LanguageState:
    """Return the page's state, made now where the page went live before states were kept."""
    state = LanguageState.objects.select_for_update(of=("self",)).filter(page=page).first()
    if state is not None:
        return state
    specific = page.specific
    return LanguageState.objects.create(
        page=page, text=published_text(specific), fingerprint=fingerprint(specific)
    )
