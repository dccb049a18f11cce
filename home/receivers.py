"""Keeps both languages of a menu, banner or foot of the page in step, wherever it was changed;
gives those who keep a section their rights to it."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.signals import published, unpublished

from home.chrome_models import SITE_PARTS, SitePart


@receiver(published)
def share_facts(sender: type, instance: Any, **kwargs: Any) -> None:
    """Give every language what all have in common: it is a fact, not prose.

    The word of the version that was there first counts. A translation that was drafted before it
    changed would otherwise bring the old time back.
    """
    if sender not in SITE_PARTS or not instance.shared:
        return
    versions = sender.objects.filter(translation_key=instance.translation_key)
    source = versions.earliest("pk")
    facts = {name: getattr(source, name) for name in instance.shared}
    versions.exclude(pk=source.pk).update(**facts)


@receiver(unpublished)
def take_down_everywhere(sender: type, instance: Any, **kwargs: Any) -> None:
    """Take the other languages down too: what must not be read, must not be read in either."""
    if sender in SITE_PARTS:
        for version in others(instance):
            Revision.objects.for_instance(version).update(approved_go_live_at=None)
            if version.live:
                version.unpublish()


@receiver(post_delete)
def delete_everywhere(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete the other languages too: nobody would look for what is left over."""
    if sender in SITE_PARTS:
        for version in others(instance):
            version.delete()


def others(instance: SitePart) -> Any:
    """Return the versions of a part in other languages."""
    return (
        type(instance)
        .objects.filter(translation_key=instance.translation_key)
        .exclude(pk=instance.pk)
    )


@receiver(post_save)
def give_section_to_its_keepers(
    sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Let the group that a page type names add and change pages in a new section of that type.

    A page type declares `keeper_group`, such as `keeper_group = "Event hosts"`, on the page that
    its section begins with. Each language's section is given when it is made. To publish is left
    to moderators, whom the workflow asks.
    """
    if raw or not created or not issubclass(sender, Page):
        return
    name = getattr(sender, "keeper_group", "")
    if not name:
        return
    group, _created = Group.objects.get_or_create(name=name)
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=instance.pk, permission=permission
        )
