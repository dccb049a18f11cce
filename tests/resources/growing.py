"""Makes many facts with sources, cheaply: past all signals and publishing."""

import itertools
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from resources.models import CheckedLink, MythPage, MythSource
from tests.factories.pages import make_site

AT_ONCE = 500


def grow(number: int, *, sources: int = 3) -> None:
    """Make `number` live facts, each of which waits for something, a third with a dead source."""
    home = make_site().en
    kind = ContentType.objects.get_for_model(MythPage)
    steps = itertools.count(home.numchild + 1)
    pages = []
    for step in itertools.islice(steps, number):
        slug = f"fact-{step}"
        pages.append(
            Page(
                title=f"Fact {step}",
                draft_title=f"Fact {step}",
                slug=slug,
                url_path=f"{home.url_path}{slug}/",
                path=home._get_path(home.path, home.depth + 1, step),
                depth=home.depth + 1,
                locale=home.locale,
                content_type=kind,
                live=True,
            )
        )
    Page._base_manager.bulk_create(pages, batch_size=AT_ONCE)
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + number)
    today = timezone.localdate()
    rows = [
        MythPage(
            page_ptr_id=page.pk,
            review_by=today + timedelta(days=index % 40 - 20),
            reviewed_by=f"Role {index % 5}",
            last_reviewed=today - timedelta(days=300) if index % 2 else None,
        )
        for index, page in enumerate(pages)
    ]
    # Django has no bulk insert for a model with a parent; this is what it does for one without.
    for start in range(0, len(rows), AT_ONCE):
        MythPage._base_manager._insert(
            rows[start : start + AT_ONCE], fields=MythPage._meta.local_concrete_fields
        )
    MythSource.objects.bulk_create(
        [
            MythSource(
                page_id=page.pk,
                title=f"Source {place}",
                publisher="Somebody",
                url=f"https://source.net/{index}/{place}",
                sort_order=place,
                locale=home.locale,
            )
            for index, page in enumerate(pages)
            for place in range(sources)
        ],
        batch_size=AT_ONCE,
    )
    CheckedLink.objects.bulk_create(
        CheckedLink(
            url=f"https://source.net/{index}/{place}",
            verdict="alive" if index % 3 or place else "dead",
            checked_at=timezone.now(),
        )
        for index in range(number)
        for place in range(sources)
    )
