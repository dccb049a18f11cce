"""Remembers what pointed to a page that is deleted, since the links in the text are still there.

Wagtail takes such references out of its index at once, and puts them back only when the page with
the link is saved again. Without them nobody would be told which texts to mend.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex


@receiver(pre_delete, sender=Page)
def keep_references(sender, instance: Page, **kwargs) -> None:
    """Put the references from other pages back, once the page is gone."""
    pages = ContentType.objects.get_for_model(Page)
    pointing = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=pages, to_object_id=str(instance.pk)
    )
    if references := list(pointing):
        transaction.on_commit(lambda: _put_back(references))


def _put_back(references: list[ReferenceIndex]) -> None:
    sources = Page.objects.filter(pk__in=[int(reference.object_id) for reference in references])
    left = {str(pk) for pk in sources.values_list("pk", flat=True)}
    for reference in references:
        reference.pk = None
    ReferenceIndex.objects.bulk_create(
        [reference for reference in references if reference.object_id in left],
        ignore_conflicts=True,
    )
