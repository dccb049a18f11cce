"""A month of editing: two hundred random acts in both languages, and what has to hold after each.

What holds is what readers find: no sentence of another language, nothing up that was taken down,
nothing open that was closed, and addresses that agree with what is live.
"""

import json
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page, PageViewRestriction, Revision

from bilingual.selectors import freshness
from home.models import StandardPage
from resources.models import ArticlePage, ArticleSource
from tests.contracts.html import Answer
from tests.factories import editing
from tests.factories.editing import ACTS, MARKS, Clock, other, with_body

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LOOK_AT_ALL_EVERY = 40  # steps; what the last act was about is looked at after each
NUMBERS = st.integers(0, 89)


class Month(RuleBasedStateMachine):
    """Does something, looks at everything, and does something else."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        cache.clear()
        clock = Clock()
        self.time = mock.patch("django.utils.timezone.now", clock)
        self.time.start()
        self.room = editing.Month(clock)
        self.codes = dict(Locale.objects.values_list("pk", "language_code"))

    def teardown(self) -> None:
        """Forget everything; a failure is reported by then."""
        self.time.stop()
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @rule(name=st.sampled_from(ACTS), one=NUMBERS, two=NUMBERS)
    def act(self, name: str, one: int, two: int) -> None:
        """Do something."""
        self.steps += 1
        self.room.act(name, one, two)

    @invariant()
    def everything_holds(self) -> None:
        """Look at everything, unless there was nothing that could have been done."""
        if self.room.is_idle:
            return
        self.no_page_shows_words_of_the_other_language()
        self.live_is_what_was_put_up_and_not_taken_down()
        self.whoever_may_not_read_one_language_may_not_read_the_other()
        self.both_end_together_and_stand_in_the_same_place()
        self.nobody_is_told_that_an_old_translation_is_current()
        self.every_address_that_is_given_out_leads_to_a_page_in_its_language()

    def no_page_shows_words_of_the_other_language(self) -> None:
        """Look at the rows, whichever way they were written."""
        for model in (StandardPage, ArticlePage):
            for row in with_body(model).filter(live=True).values():
                says_nothing_of_the_other_language(row, self.codes[row["locale_id"]])
        for row in ArticleSource.objects.filter(page__live=True).values():
            says_nothing_of_the_other_language(row, self.codes[row["locale_id"]])

    def live_is_what_was_put_up_and_not_taken_down(self) -> None:
        """Find neither more nor less."""
        live = Page.objects.filter(live=True, depth__gt=1)
        assert set(live.values_list("translation_key", "locale__language_code")) == self.room.live
        due = Revision.objects.filter(approved_go_live_at__isnull=False)
        assert {self.room.place(item.content_object) for item in due} <= self.room.scheduled

    def whoever_may_not_read_one_language_may_not_read_the_other(self) -> None:
        """Hold restrictions against one another, and against what was asked for."""
        found = {}
        for restriction in PageViewRestriction.objects.select_related("page__locale"):
            groups = tuple(restriction.groups.values_list("pk", flat=True))
            place = self.room.place(restriction.page)
            assert place not in found
            found[place] = (restriction.restriction_type, groups)
        expected = {}
        for page in Page.objects.filter(translation_key__in=self.room.closed):
            expected[self.room.place(page)] = self.room.closed[page.translation_key]
        assert {place: kind for place, (kind, _groups) in found.items()} == expected
        for (key, code), restriction in found.items():
            assert found.get((key, other(code)), restriction) == restriction

    def both_end_together_and_stand_in_the_same_place(self) -> None:
        """Compare every page with what was asked for, which names no language."""
        by_path = {page.path: page for page in Page.objects.filter(depth__gt=1)}
        if self.room.touched:
            assert Page.find_problems() == ([], [], [], [], [])
        for page in by_path.values():
            if page.depth == 2:
                continue
            parent = by_path[page.path[: -Page.steplen]]
            assert parent.translation_key == self.room.parents[page.translation_key]
            assert parent.locale_id == page.locale_id
            if page.live:
                assert page.expire_at == self.room.expiry.get(page.translation_key)

    def nobody_is_told_that_an_old_translation_is_current(self) -> None:
        """Hold the report against what the originals said when they were translated (B3)."""
        pairs = freshness.pairs().filter(translation_key__in=list(self.room.basis))
        rows = {row.translation_key: row for row in pairs}
        for translation in self.room.translations():
            key = translation.source.object_id
            source = self.room.source_page(translation)
            if key not in self.room.basis or key not in rows or source is None or not source.live:
                continue
            if not translation.enabled or not rows[key].other_live:
                continue
            if self.room.content(source) != self.room.basis[key]:
                assert rows[key].state == freshness.State.STALE, key

    def every_address_that_is_given_out_leads_to_a_page_in_its_language(self) -> None:
        """Ask the site itself: sitemap, heads, feeds, pages."""
        expected = self.addresses()
        assert in_sitemap() == {url: links for url, (_page, links) in expected.items()}
        is_time_for_all = self.steps % LOOK_AT_ALL_EVERY == 0
        for url, (page, links) in expected.items():
            if is_time_for_all or page.translation_key in self.room.touched:
                look_at(url, page, links)
        if is_time_for_all or self.room.touched:
            for code in MARKS:
                articles = {
                    url
                    for url, (page, _links) in expected.items()
                    if page.specific_class is ArticlePage and page.locale.language_code == code
                }
                assert set(in_feed(code)) == articles

    def addresses(self) -> dict[str, tuple[Page, dict[str, str]]]:
        """Return what readers should find, with what each page should say of its languages."""
        urls: dict[object, dict[str, tuple[str, Page]]] = {}
        for page in Page.objects.filter(depth__gt=1).select_related("locale"):
            place = key, code = self.room.place(page)
            if place in self.room.live and self.room.is_open(key):
                urls.setdefault(key, {})[code] = (settings.SITE_URL + page.url, page)
        found = {}
        for versions in urls.values():
            links = {code: url for code, (url, _page) in versions.items()}
            first = links.get("ar") or links.get("en")
            for url, page in versions.values():
                default = f"{settings.SITE_URL}/" if page.depth == 2 else first
                found[url] = (page, {**links, "x-default": default})
        return found


def says_nothing_of_the_other_language(row: dict, code: str) -> None:
    """Look for the word that only the other language's sentences have."""
    # The body is looked at as it is stored; the title of a draft is not shown.
    shown = {name: str(value) for name, value in row.items() if name not in {"body", "draft_title"}}
    mark = MARKS[other(code)]
    for text in (mark, json.dumps(mark)[1:-1]):
        assert {name: value for name, value in shown.items() if text in value} == {}


def in_sitemap() -> dict[str, dict[str, str]]:
    """Return each address with what the sitemap says of its languages."""
    urls = ElementTree.fromstring(Client().get("/sitemap.xml", secure=True).content)  # noqa: S314
    return {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in urls
    }


def in_feed(code: str) -> list[str]:
    """Return the addresses in a language's feed."""
    response = Client().get(f"/{code}/resources/feed.xml", secure=True)
    assert response.status_code == 200
    items = ElementTree.fromstring(response.content).find("channel").findall("item")  # noqa: S314
    return [item.findtext("link") for item in items]


def look_at(url: str, page: Page, links: dict[str, str]) -> None:
    """Read a page as its readers do."""
    answer = Answer.to(Client(), url.removeprefix(settings.SITE_URL))
    assert answer.response.status_code == 200
    code = page.locale.language_code
    assert answer.one("html")["lang"] == code
    assert answer.one("link[rel=canonical]")["href"] == url
    found = answer.soup.select("link[rel=alternate][hreflang]")
    assert {link["hreflang"]: link["href"] for link in found} == links
    texts = [answer.soup.get_text(" ")]
    texts += [str(element.get("content", "")) for element in answer.soup.select("meta")]
    texts += [str(image.get("alt", "")) for image in answer.soup.select("img")]
    assert MARKS[other(code)] not in " ".join(texts)


@pytest.mark.django_db
def test_two_languages_do_not_drift_apart_in_a_month_of_editing() -> None:
    run_state_machine_as_test(
        Month,
        settings=hypothesis_settings(
            max_examples=3,
            stateful_step_count=200,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
