"""What articles and facts share: reading time, related help, the form to write in, lists."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from resources.models import ArticlePage, MythPage, ResourcesIndexPage, Service
from resources.rules.reading import WORDS_PER_MINUTE, count_words, minutes_to_read
from resources.selectors import related_pages, related_services
from tests.contracts.html import Answer, parse
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_both, make_page, make_site, translate
from tests.factories.people import make_editor


class TestReadingTime:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", 0),
            ("One two, three.", 3),
            ("It's a well-known “word”", 4),
            ("هذه ثلاثُ كلماتٍ", 3),
            ("حُقُوق", 1),
            ("— · !", 0),
        ],
    )
    def test_words_are_counted_as_people_count_them(self, text: str, words: int) -> None:
        assert count_words(text) == words

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_minutes_are_rounded_up_and_never_none(self, language: str) -> None:
        rate = WORDS_PER_MINUTE[language]
        found = [minutes_to_read(words, language=language) for words in (0, 1, rate, rate + 1)]
        assert found == [1, 1, 1, 2]

    @pytest.mark.django_db
    @pytest.mark.parametrize("model", [ArticlePage, MythPage], ids=lambda model: model.__name__)
    def test_it_is_said_with_the_level(self, model) -> None:
        text = f"<p>{'word ' * 700}</p>"
        fields = {"body": [("paragraph", text)]} if model is ArticlePage else {"fact": text}
        page = make_page(model, reading_level="plain", **fields)
        assert page.reading_minutes == 4
        facts = Answer.to(Client(), page.url).one(".page-head .facts").get_text(" ", strip=True)
        assert facts == "Plain words 4 minutes to read"


def relate(page, *, pages=(), services=()):
    """Relate a page to others, in this order, and publish it."""
    for number, other in enumerate(pages):
        page.related_pages.add(
            page.related_pages.model(locale=page.locale, related_id=other.pk, sort_order=number)
        )
    for number, service in enumerate(services):
        page.related_services.add(
            page.related_services.model(locale=page.locale, service=service, sort_order=number)
        )
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.mark.django_db
class TestRelated:
    BARE = {"related_pages": 0, "related_services": 0, "corrections": 0}

    def test_pages_follow_the_language_and_only_open_ones_are_named(self) -> None:
        page = make_page(MythPage, **self.BARE)
        last = make_both(StandardPage, title="Last")
        first = make_both(ArticlePage, title="First")
        draft, english = make_page(MythPage, live=False), make_page(MythPage, title="English only")
        closed = make_both(StandardPage, title="Closed")
        for version in closed.values():
            restriction = PageViewRestriction(page=version, restriction_type="login")
            PageViewRestriction.objects.bulk_create([restriction])
        # An editor may choose either language's version; the page itself helps nobody further.
        chosen = [first["ar"], draft, closed["en"], page, last["en"], english, first["en"]]
        page = relate(page, pages=chosen)
        arabic = translate(page)
        assert [found.title for found in related_pages(page)] == ["First", "Last", "English only"]
        assert [found.pk for found in related_pages(arabic)] == [first["ar"].pk, last["ar"].pk]
        shown = Answer.to(Client(), arabic.url).soup.select(".related a")
        assert [link["href"] for link in shown] == [first["ar"].url, last["ar"].url]

    def test_services_are_open_ones_named_in_the_reader_s_language_or_marked(self) -> None:
        both = make_service()
        arabic_only = make_service(languages=("ar",))
        kept_back = [
            make_service(is_published=False),
            make_service(organisation=make_organisation(is_published=False)),
            make_service(status=Service.Status.CLOSED),
            make_service(needs_review=True),
        ]
        page = make_page(MythPage, **self.BARE)
        page = relate(page, services=[arabic_only, *kept_back, both])
        found = [(link.slug, link.language, link.dir) for link in related_services(page)]
        assert found == [(arabic_only.slug, "ar", "rtl"), (both.slug, "en", "ltr")]
        links = Answer.to(Client(), page.url).soup.select(".related a")
        with override("en"):
            address = reverse("resources:service", args=[arabic_only.slug])
        assert links[0]["href"] == address
        name = links[0].select_one("bdi")
        assert (name["lang"], name["dir"]) == ("ar", "rtl")
        assert len(links) == 2

    def test_three_cost_as_much_as_one_and_none_cost_less(self) -> None:
        counts = []
        for number in (0, 1, 3):
            pages = [make_page(StandardPage) for _ in range(number)]
            page = make_page(MythPage, **self.BARE)
            page = relate(page, pages=pages, services=[make_service() for _ in range(number)])
            Client().get(page.url, secure=True)
            with CaptureQueriesContext(connection) as captured:
                Client().get(page.url, secure=True)
            counts.append(len(captured))
        assert counts[1] == counts[2] == counts[0] + 2


@pytest.mark.django_db
class TestForm:
    @pytest.fixture
    def page(self, settings) -> MythPage:
        settings.WAGTAIL_2FA_REQUIRED = False
        make_site()
        return make_page(
            MythPage, fact="<p>Words [2].</p>", sources=2, related_pages=0, related_services=0
        )

    @pytest.fixture
    def desk(self, page) -> Client:
        client = Client()
        client.force_login(make_editor(), backend="core.auth.StaffBackend")
        return client

    def send(self, desk: Client, page: MythPage, **changes: str) -> BeautifulSoup:
        """Open the editor, change some fields, send it as a browser would; return the answer."""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = parse(desk.get(url, secure=True)).select_one("#page-edit-form")
        data = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
                continue
            chosen = field.select_one("option[selected]") if field.name == "select" else None
            value = chosen["value"] if chosen else field.get("value", field.get_text())
            data[field["name"]] = value
        answer = desk.post(url, {**data, **changes}, secure=True, follow=True)
        return parse(answer)

    def test_a_source_may_go_together_with_its_mark_only(self, desk, page) -> None:
        refused = self.send(
            desk, page, **{"sources-1-DELETE": "on", "action-publish": "action-publish"}
        )
        assert "there is no source 2" in refused.get_text()
        assert MythPage.objects.get(pk=page.pk).sources.count() == 2
        self.send(desk, page, **{"action-publish": "action-publish", "summary_text": "NEW"})
        assert MythPage.objects.get(pk=page.pk).summary_text == "NEW"

    def test_a_draft_may_be_unfinished_and_goes_before_nobody(self, desk, page) -> None:
        self.send(desk, page, **{"sources-1-DELETE": "on", "myth": "", "summary_text": "DRAFT"})
        page.refresh_from_db()
        assert page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        assert (draft.summary_text, draft.sources.count()) == ("DRAFT", 1)
        assert "DRAFT" not in Client().get(page.url, secure=True).content.decode()
        refused = self.send(desk, page, **{"action-publish": "action-publish", "myth": "x" * 301})
        assert "there is no source 2" in refused.get_text()
        assert refused.select_one("#panel-child-content-myth-errors, [id*=myth-errors]")


@pytest.mark.django_db
def test_the_index_says_when_each_was_checked_and_what_is_due() -> None:
    today = timezone.localdate()
    index = make_both(ResourcesIndexPage)
    make_both(MythPage, last_reviewed=date(2026, 3, 5), review_by=today - timedelta(days=1))
    make_both(ArticlePage, last_reviewed=date(2026, 6, 6), review_by=today)
    make_both(ArticlePage)
    months = {"en": ["March 2026", "June 2026"], "ar": ["مارس 2026", "يونيو 2026"]}
    for code, page in index.items():
        answer = Answer.to(Client(), page.url)
        cards = [card.get_text(" ", strip=True) for card in answer.soup.select(".card .facts")]
        assert len(cards) == 2  # of what nobody checked, no day is told
        assert all(month in card for month, card in zip(months[code], cards, strict=True))
        marks = answer.soup.select(".card .facts strong")
        assert len(marks) == 1
        with override(code):
            services = reverse("resources:services")
        assert services in {link["href"] for link in answer.soup.select("main nav a")}
