"""Reads the addresses that are asked, what is wrong with each, and where it stands."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from wagtail.models import Page

from resources.models import CheckedLink, Organisation, Service
from resources.selectors.review import named_by

_TROUBLE = [
    (CheckedLink.Verdict.DEAD, 5),
    (CheckedLink.Verdict.MOVED, 3),
    (CheckedLink.Verdict.BARRED, 2),
]


@dataclass(frozen=True)
class Place:
    """Where an address stands.

    Attributes:
        title: of the page, or the name of the service or organisation in the address.
        page: the page, or nothing.
    """

    title: str
    page: Page | None = None

    @property
    def edit_url(self) -> str:
        """Where the page is edited; empty for what is no page."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if self.page else ""


def checked_links() -> QuerySet[CheckedLink]:
    """Return all addresses, annotated with `trouble`: the higher, the sooner somebody looks."""
    return CheckedLink.objects.annotate(
        trouble=Case(
            *[When(verdict=verdict, then=Value(number)) for verdict, number in _TROUBLE],
            When(failures__gt=0, then=Value(4)),
            When(checked_at=None, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
    )


def with_places(links: list[CheckedLink]) -> list[CheckedLink]:
    """Give each address its `places`; as many queries for one as for many."""
    urls = {link.url for link in links}
    places: dict[str, list[Place]] = defaultdict(list)
    if urls:
        for url, pages in named_by(urls).items():
            places[url] += [Place(page.title, page) for page in pages]
        named = Q(url__in=urls)
        for url in urls:
            # The row's own address may carry a fragment, which nobody asks a server about.
            named |= Q(url__startswith=f"{url}#")
        for rows in (
            Service.objects.filter(is_published=True, organisation__is_published=True),
            Organisation.objects.filter(is_published=True),
        ):
            for url, slug in rows.filter(named).values_list("url", "slug"):
                places[url.partition("#")[0]].append(Place(slug))
    for link in links:
        link.places = places.get(link.url, [])  # type: ignore[attr-defined]
    return links
