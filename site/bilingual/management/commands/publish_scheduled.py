"""Publishes and takes down what is due, each page for itself, in place of Wagtail's command."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Page, Revision

from bilingual.domain.recording import original_of

logger = logging.getLogger("sanad.jobs")


def _turn(revision: Revision) -> tuple:
    """Sort by time; of two that are due together the original goes first, or neither may."""
    page = revision.content_object
    is_translation = isinstance(page, Page) and original_of(page) is not None
    return revision.approved_go_live_at, is_translation, revision.pk


class Command(WagtailCommand):
    """As Wagtail's, but one page that may not go live holds up no other.

    Wagtail's stops at the first error, and what was to be taken down after it would stay up.
    """

    def handle(self, *args, **options) -> None:
        """Take down first, since that protects; then put up, in the order of their times."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
        for pk in list(expired.values_list("pk", flat=True)):
            self._take_down(pk)
        due = Revision.objects.filter(approved_go_live_at__lt=now)
        for revision in sorted(due, key=_turn):
            self._put_up(revision)
        super().handle(*args, **options)  # snippets

    def _take_down(self, pk: int) -> None:
        page = Page.objects.filter(pk=pk, live=True).first()  # its counterpart may have taken it
        if page is not None:
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")

    def _put_up(self, revision: Revision) -> None:
        try:
            with transaction.atomic():
                revision.refresh_from_db()  # the one before may have changed when it ends
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError:
            # It stays a draft; the report shows it, and its schedule is over.
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.error("A scheduled revision may not go live: %s", revision.pk)
