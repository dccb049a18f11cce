"""Keeps the pages of each language among their own: below another they would have its address."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page

from bilingual.rules import WrongTree

HOME_DEPTH = 2


@receiver(pre_save)
def refuse_wrong_tree(sender, instance, raw=False, **kwargs) -> None:
    """Stop a new page from standing below pages of another language, whichever way it was made.

    Raises:
        WrongTree: its language is not that of the page above it.
    """
    if raw or not isinstance(instance, Page) or not instance._state.adding:
        return
    if not instance.path or instance.depth <= HOME_DEPTH:
        return
    above = Page.objects.filter(path=instance.path[: -Page.steplen])
    if above.exclude(locale_id=instance.locale_id).exists():
        raise WrongTree()
