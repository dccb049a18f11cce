"""Publishing in two languages and looking at how they stand cost the same, however large the site.

Counts of queries are held against one another at three sizes of the site, never against a number.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from bilingual.domain.following import this_language_only
from bilingual.domain.publishing import publish_translation
from bilingual.domain.together import publish_both
from home.models import StandardPage
from tests.bilingual.growing import grow
from tests.factories.pages import make_both, make_site

pytestmark = pytest.mark.django_db
SIZES = (10, 100, 1000)


def queries_at_each_size(act: Callable[[], Any], *, before: Callable[[], Any]) -> list[int]:
    """Return how often `act` asks the database as the site grows; `before` is not counted."""
    make_site()
    counts, pages = [], 0
    before()
    act()  # content types and settings are read once
    for size in SIZES:
        grow(size - pages)
        pages = size
        before()
        with CaptureQueriesContext(connection) as captured:
            act()
        counts.append(len(captured))
    return counts


class Pair:
    """A page in two languages that is published again and again."""

    def __init__(self) -> None:
        both = make_both(StandardPage, title="On us")
        self.english, self.arabic = both["en"].pk, both["ar"].pk
        self.words = 0

    def write(self) -> None:
        """Give both languages new words, in drafts; a page that is down comes up."""
        self.words += 1
        draft = StandardPage.objects.get(pk=self.english).get_latest_revision_as_object()
        draft.introduction = f"New words {self.words}"
        draft.save_revision().publish()
        translation = self.translation()
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale_id=translation.target_locale_id,
                defaults={"data": f"كلمات {self.words}", "translation_type": "manual"},
            )

    def translation(self) -> Translation:
        key = Page.objects.get(pk=self.english).translation_key
        return Translation.objects.get(source__object_id=key)

    def publish_translation(self) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            publish_translation(translation=self.translation())

    def publish_source(self) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            StandardPage.objects.get(pk=self.english).save_revision().publish()

    def publish_both(self) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            publish_both(page=Page.objects.get(pk=self.english), user=None)

    def take_down(self) -> None:
        StandardPage.objects.get(pk=self.english).unpublish()

    def take_one_down(self) -> None:
        with this_language_only():
            StandardPage.objects.get(pk=self.arabic).unpublish()

    def delete(self) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            Page.objects.get(pk=self.english).delete()


@pytest.mark.parametrize(
    "act",
    ["publish_translation", "publish_source", "publish_both", "take_down", "take_one_down"],
)
def test_publishing_costs_the_same_however_large_the_site(act: str) -> None:
    pair = Pair()

    def before() -> None:
        pair.write()
        pair.publish_translation()
        pair.write()

    counts = queries_at_each_size(getattr(pair, act), before=before)
    assert len(set(counts)) == 1, counts
    assert counts[0] > 5


def test_deleting_costs_the_same_however_large_the_site() -> None:
    pairs: list[Pair] = []
    counts = queries_at_each_size(lambda: pairs.pop().delete(), before=lambda: pairs.append(Pair()))
    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize("view", ["report", "report, one state", "home page", "explorer"])
def test_looking_costs_the_same_however_large_the_site(view: str, settings, admin_client) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False
    report = reverse("bilingual:freshness")
    address = {
        "report": report,
        "report, one state": f"{report}?state=stale",
        "home page": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[make_site().en.pk]),
    }[view]
    counts = queries_at_each_size(lambda: read(admin_client, address), before=lambda: None)
    assert len(set(counts)) == 1, counts


def test_the_report_as_a_file_costs_by_the_hundred_pages_not_by_the_page(
    settings, admin_client
) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False
    address = reverse("bilingual:freshness") + "?export=csv"
    counts = queries_at_each_size(lambda: read(admin_client, address), before=lambda: None)
    assert counts[0] == counts[1]
    assert counts[2] - counts[1] <= SIZES[2] / 100


def read(client: Client, address: str) -> None:
    """Read an answer to its end."""
    response = client.get(address)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) if response.streaming else response.content
