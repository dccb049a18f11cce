"""Resources: the order that sticks, sources that can be checked, reviews that fall due."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources.models import ArticlePage, MythPage, MythSource, ResourcesIndexPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, translate

pytestmark = pytest.mark.django_db
REVIEWED = [ArticlePage, MythPage]


def main_text(page) -> str:
    return Answer.to(Client(), page.url).one("main").get_text(" ", strip=True)


class TestMyth:
    def test_the_fact_comes_first_and_last_and_the_myth_once_and_marked(self) -> None:
        for code, page in make_both(
            MythPage,
            title="The title states the fact",
            summary_text="In short, the fact.",
            fact="<p>FACT-ONE</p>",
            myth="THE-MYTH",
            why_misleading="<p>WHY-IT-MISLEADS</p>",
            fact_again="<p>FACT-TWO</p>",
        ).items():
            answer = Answer.to(Client(), page.url)
            text = answer.one("main").get_text(" ", strip=True)
            order = ["states the fact", "In short, the", "FACT-ONE", "THE-MYTH", "WHY-", "FACT-TWO"]
            places = [text.index(words) for words in order]
            assert places == sorted(places), code
            # Nobody who skims, copies or hears the page meets the myth unmarked.
            assert answer.soup.get_text().count("THE-MYTH") == 1
            myth = answer.one("blockquote.myth")
            assert "THE-MYTH" in myth.get_text()
            assert myth.find("footer") is not None
            assert "THE-MYTH" not in str(answer.one("head"))
            section = answer.one("section.part--myth")
            assert section.select_one("h2#myth") is not None
            before = section.get_text(" ", strip=True).split("THE-MYTH")[0]
            assert len(before) > 20  # the warning stands in front of it

    def test_neither_cards_nor_summaries_repeat_the_myth(self) -> None:
        page = make_page(MythPage, myth="THE-MYTH")
        assert page.summary == page.summary_text
        for url in ("/en/", page.get_parent().url):
            assert "THE-MYTH" not in Client().get(url, secure=True).content.decode()


@pytest.mark.parametrize("model", REVIEWED, ids=lambda model: model.__name__)
class TestReview:
    def test_it_cannot_be_due_before_it_was_done(self, model) -> None:
        page = make_page(model)
        page.last_reviewed, page.review_by = date(2026, 5, 2), date(2026, 5, 1)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert set(refused.value.message_dict) == {"review_by"}
        for last, due in [
            (date(2026, 5, 2), date(2026, 5, 2)),
            (date(2026, 5, 2), None),
            (None, date(2026, 5, 1)),
            (None, None),
        ]:
            page.last_reviewed, page.review_by = last, due
            page.full_clean()

    def test_a_page_that_nobody_checked_in_time_says_so(self, model) -> None:
        today = timezone.localdate()
        for due, overdue in [
            (today - timedelta(days=1), True),
            (today, False),
            (today + timedelta(days=1), False),
            (None, False),
        ]:
            page = make_page(model, last_reviewed=today - timedelta(days=400), review_by=due)
            assert page.is_overdue is overdue
            shown = Answer.to(Client(), page.url).soup.select(".callout--warning")
            assert bool(shown) is overdue

    def test_dates_are_facts_and_shared_by_both_languages(self, model) -> None:
        page = make_page(model, last_reviewed=date(2026, 5, 2), review_by=date(2099, 5, 2))
        arabic = translate(page)
        assert (arabic.last_reviewed, arabic.review_by) == (page.last_reviewed, page.review_by)
        assert "2 مايو 2026" in main_text(arabic)
        assert "2 May 2026" in main_text(page)


@pytest.mark.parametrize("model", REVIEWED, ids=lambda model: model.__name__)
class TestSources:
    def test_each_is_named_with_all_that_helps_to_check_it(self, model) -> None:
        page = make_page(model, sources=2)
        for code, version in {"en": page, "ar": translate(page)}.items():
            items = Answer.to(Client(), version.url).soup.select(".sources li")
            assert len(items) == 2
            for number, item in enumerate(items):
                text = item.get_text(" ", strip=True)
                # What a source is called stays in its language; only our note is translated.
                for name in ("title", "publisher", "published"):
                    assert f"{name} {number}" in text
                note = "ترجمة: note" if code == "ar" else "note"
                assert f"{note} {number}" in text
                links = item.select("a[href]")
                assert {link["href"] for link in links} == {f"https://source.example/{number}"}
                assert all("noreferrer" in link["rel"] for link in links)

    def test_without_sources_no_heading_promises_any(self, model) -> None:
        page = make_page(model, sources=0)
        assert Answer.to(Client(), page.url).soup.select(".sources") == []

    @pytest.mark.parametrize("field", ["url", "archived_url"])
    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example", "a.example"],
    )
    def test_an_address_is_one_of_the_web(self, model, field: str, address: str) -> None:
        source = make_page(model).sources.first()
        setattr(source, field, address)
        with pytest.raises(ValidationError) as refused:
            source.full_clean()
        assert set(refused.value.message_dict) == {field}

    def test_an_address_without_a_host_is_refused(self, model) -> None:
        source = make_page(model).sources.first()
        source.url = "https://"
        with pytest.raises(ValidationError):
            source.full_clean()

    def test_publishing_again_keeps_their_order_and_number(self, model) -> None:
        page = make_page(model, sources=3)
        for _ in range(2):
            arabic = translate(page)
        titles = [source.title for source in arabic.sources.all()]
        assert titles == [source.title for source in page.sources.all()]


class TestIndex:
    def test_it_lists_exactly_the_live_pages_below_it_the_newest_review_first(self) -> None:
        index = make_both(ResourcesIndexPage)
        for day in (2, 3, 1):
            make_both(MythPage, title=f"Fact {day}", last_reviewed=date(2026, 1, day))
        make_both(MythPage, title="Fact 0")
        make_both(ArticlePage, title="Article")
        make_page(MythPage, title="English only", last_reviewed=date(2025, 1, 1))
        make_page(MythPage, title="Draft", live=False)
        closed = make_page(MythPage, title="Closed")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        elsewhere = make_page(ResourcesIndexPage, slug="another")
        make_page(MythPage, title="Elsewhere", parent=elsewhere)
        assert self.listed(index["en"], "myths") == [
            "Fact 3", "Fact 2", "Fact 1", "English only", "Fact 0",
        ]  # fmt: skip
        assert self.listed(index["en"], "articles") == ["Article"]
        assert self.listed(index["ar"], "myths") == [f"ترجمة: Fact {day}" for day in (3, 2, 1, 0)]
        assert self.listed(index["ar"], "articles") == ["ترجمة: Article"]

    def listed(self, page, heading: str) -> list[str]:
        soup = Answer.to(Client(), page.url).soup
        return [
            link.get_text(strip=True)
            for link in soup.select(f"section[aria-labelledby={heading}] .card__title a")
        ]

    def test_an_empty_index_says_so(self) -> None:
        for page in make_both(ResourcesIndexPage).values():
            answer = Answer.to(Client(), page.url)
            assert answer.soup.select(".cards") == []
            assert answer.one("main").find_all("p")

    def test_it_stands_once_below_home(self) -> None:
        assert ResourcesIndexPage.max_count_per_parent == 1
        assert ResourcesIndexPage.allowed_subpage_models() == [ArticlePage, MythPage]
        assert MythPage.allowed_subpage_models() == []
        assert MythSource._meta.get_field("page").related_model is MythPage
