"""Reads what helps the reader of one page further: other pages, and services."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from core.i18n import direction
from core.selectors import open_to_all


@dataclass(frozen=True)
class ServiceLink:
    """A service to turn to, named in the reader's language or the other one.

    Attributes:
        slug: the end of its address.
        name: what it is called in `language`.
        language: the code of the language of its name.
        dir: the direction of that language.
    """

    slug: str
    name: str
    language: str
    dir: str


def related_pages(page: Page) -> list[Page]:
    """Return the pages related to `page` that are live and open to all in its language, in order.

    One query for the rows, and one for any number of pages.
    """
    chosen = [row.related_id for row in page.related_pages.all()]
    if not chosen:
        return []
    keys = Page.objects.filter(pk__in=chosen).values("translation_key")
    is_open = Exists(open_to_all(Page.objects.live()).filter(pk=OuterRef("pk")))
    versions = list(
        Page.objects.filter(translation_key__in=keys)
        .annotate(is_open=is_open)
        .select_related("locale")
    )
    key_of = {version.pk: version.translation_key for version in versions}
    shown = {
        version.translation_key: version
        for version in versions
        if version.is_open and version.locale_id == page.locale_id
    }
    shown.pop(page.translation_key, None)
    keys_in_order = dict.fromkeys(key_of.get(pk) for pk in chosen)
    return [shown[key] for key in keys_in_order if key in shown]


def related_services(page: Page) -> list[ServiceLink]:
    """Return the services related to `page` that readers may be pointed to, in order.

    One query for the rows, and one for any number of services.
    """
    chosen = [row.service_id for row in page.related_services.all()]
    if not chosen:
        return []
    from resources.models.services import ServiceText  # the page models call this selector
    from resources.selectors.directory import offered

    own = page.locale.language_code
    texts = ServiceText.objects.filter(service__in=offered().filter(pk__in=chosen))
    named: dict[int, ServiceLink] = {}
    for text in texts.select_related("service"):
        if text.service_id in named and text.language != own:
            continue
        named[text.service_id] = ServiceLink(
            text.service.slug, text.name, text.language, direction(text.language)
        )
    return [named[pk] for pk in dict.fromkeys(chosen) if pk in named]
