"""The address alone decides the language; Arabic is written as Arabic is."""

import unicodedata
from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils import formats
from django.utils.translation import get_language, override

from bilingual.domain.following import this_language_only
from home.models import HomePage, StandardPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site

DAY = date(2026, 11, 22)
BROWSERS = [
    {},
    {"Accept-Language": "ar"},
    {"Accept-Language": "en-US,en;q=0.5"},
    {"Accept-Language": "fr, ar;q=0.1"},
    {"Cookie": "django_language=ar"},
    {"Cookie": "django_language=en", "Accept-Language": "ar"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/ar/", "/en/", "/ar/return/", "/nothing/", "/ar/nothing/"])
def test_a_page_is_the_same_for_all_who_open_its_address(path: str, monkeypatch) -> None:
    make_both(HomePage)
    # A form's token differs from one answer to the next; nothing else may.
    monkeypatch.setattr("core.anonymous_forms.issue_token", lambda: "token")
    answers = [Client().get(path, headers=headers, secure=True) for headers in BROWSERS]
    assert {answer.status_code for answer in answers} == {404 if "nothing" in path else 200}
    assert len({answer.content for answer in answers}) == 1
    assert {answer.headers["Content-Language"] for answer in answers} == {
        {"/": "ar, en", "/nothing/": "ar, en"}.get(path, path[1:3])
    }
    assert {answer.headers.get("Vary") for answer in answers} == {None}


@pytest.mark.django_db
def test_the_root_offers_both_languages_and_guesses_none(client: Client) -> None:
    answer = Answer.to(client, "/", headers={"accept-language": "ar"})
    assert answer.response.status_code == 200
    links = answer.soup.select("main a[href]")
    assert [(link["href"], link["hreflang"]) for link in links] == [("/ar/", "ar"), ("/en/", "en")]
    alternates = answer.soup.select("link[rel=alternate]")
    assert {link["hreflang"]: link["href"] for link in alternates} == {
        "ar": "https://sanad.example/ar/",
        "en": "https://sanad.example/en/",
        "x-default": "https://sanad.example/",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/about", "/about/", "/AR/", "/ar-EG/", "/fr/", "/english/"])
def test_an_address_without_a_language_leads_nowhere(client: Client, path: str) -> None:
    make_page(StandardPage, slug="about")
    response = client.get(path, headers={"accept-language": "ar"}, secure=True)
    assert response.status_code == 404


@pytest.mark.django_db
def test_a_missing_slash_is_added_within_a_language(client: Client) -> None:
    page = make_page(StandardPage)
    response = client.get(page.url.rstrip("/"), secure=True)
    assert (response.status_code, response.headers["Location"]) == (301, page.url)


@pytest.mark.django_db
def test_a_page_answers_under_its_own_language_only(client: Client) -> None:
    both = make_both(StandardPage, slug="about")
    assert client.get(f"/en/{both['ar'].slug}/", secure=True).status_code == 404
    # The Arabic page's address before its slug was translated leads to the Arabic page.
    answer = Answer.to(client, "/ar/about/", follow=True)
    assert answer.one("html")["lang"] == "ar"
    assert answer.one("link[rel=canonical]")["href"].endswith(both["ar"].url)


@pytest.mark.django_db
@pytest.mark.parametrize(("closed", "open_"), [("ar", "en"), ("en", "ar")])
def test_b1_a_home_page_that_is_not_live_is_not_replaced_by_the_other(
    client: Client, closed: str, open_: str
) -> None:
    tree = make_site()
    page = make_both(StandardPage)
    with this_language_only():
        getattr(tree, closed).unpublish()
    assert client.get(f"/{closed}/", secure=True).status_code == 404
    below = client.get(f"/{closed}/{page[open_].slug}/", follow=True, secure=True)
    assert below.status_code == 404
    assert client.get(f"/{open_}/", secure=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name", "help_"),
    [("ar", "سند", "اطلبوا المساعدة"), ("en", "Sanad", "Ask for help")],
)
def test_the_interface_speaks_the_page_s_language(client, language, name, help_) -> None:
    make_both(HomePage)
    answer = Answer.to(client, f"/{language}/")
    assert answer.one(".brand").get_text(strip=True) == name
    assert answer.one(".site-nav__help").get_text(strip=True) == help_


@pytest.mark.django_db
def test_a_request_leaves_its_language_behind(client: Client) -> None:
    make_site()
    with override("en"):
        client.get("/ar/", secure=True)
        assert get_language() == "en"
        client.get("/ar/nothing/", secure=True)
        assert get_language() == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("header", [{}, {"Accept-Language": "ar"}])
def test_the_admin_s_sign_in_follows_the_browser(client: Client, header) -> None:
    response = client.get("/admin/login/", headers=header, secure=True)
    html = Answer("/admin/login/", "", response, _soup(response)).one("html")
    expected = ("ar", "rtl") if header else ("en", "ltr")
    assert (html["lang"], html["dir"]) == expected


def _soup(response):
    from tests.contracts.html import parse

    return parse(response)


class TestDates:
    """Django's own Arabic dates are in English order and hold marks that nobody sees."""

    @pytest.mark.parametrize(
        ("name", "arabic", "english"),
        [
            ("DATE_FORMAT", "22 نوفمبر 2026", "22 November 2026"),
            ("DATETIME_FORMAT", "22 نوفمبر 2026، 17:05", "22 November 2026, 17:05"),
            ("YEAR_MONTH_FORMAT", "نوفمبر 2026", "November 2026"),
            ("MONTH_DAY_FORMAT", "22 نوفمبر", "22 November"),
            ("SHORT_DATE_FORMAT", "2026-11-22", "2026-11-22"),
            ("SHORT_DATETIME_FORMAT", "2026-11-22 17:05", "2026-11-22 17:05"),
            ("TIME_FORMAT", "17:05", "17:05"),
        ],
    )
    def test_a2_dates_are_written_in_the_order_of_the_language(
        self, name: str, arabic: str, english: str
    ) -> None:
        moment = datetime(2026, 11, 22, 17, 5)
        for language, expected in (("ar", arabic), ("en", english)):
            with override(language):
                written = formats.date_format(moment, name)
            assert written == expected
            assert not [char for char in written if unicodedata.category(char) == "Cf"]

    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("22/11/2026", DAY),
            ("22-11-2026", DAY),
            ("2026-11-22", DAY),
            ("11/12/2026", date(2026, 12, 11)),
        ],
    )
    def test_a3_the_day_comes_first(self, language: str, typed: str, meant: date) -> None:
        with override(language):
            assert forms.DateField().clean(typed) == meant

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_a3_the_month_first_is_refused(self, language: str) -> None:
        with override(language), pytest.raises(forms.ValidationError):
            forms.DateField().clean("11/22/2026")

    def test_a3_arabic_digits_are_read_and_ascii_digits_printed(self) -> None:
        with override("ar"):
            assert forms.IntegerField().clean("٢٠٢٦") == 2026
            assert Template("{{ number }}").render(Context({"number": 2026})) == "2026"
            assert formats.number_format(1234.5, use_l10n=True, force_grouping=True) == "1,234.5"

    def test_the_tag_writes_a_day_and_leaves_out_what_is_not_known(self) -> None:
        template = Template("{% load sanad %}[{% local_date day %}]")
        with override("ar"):
            assert template.render(Context({"day": DAY})) == "[22 نوفمبر 2026]"
            assert template.render(Context({"day": None})) == "[]"


class TestAnchors:
    """B7: Django's plain `slugify` leaves nothing of Arabic."""

    def anchors(self, *headings: str) -> list[str]:
        template = Template(
            "{% load sanad %}{% fresh_anchors as anchors %}"
            "{% for text in headings %}{% heading_id text %}\n{% endfor %}"
        )
        return template.render(Context({"headings": headings})).split()

    def test_b7_arabic_headings_have_anchors(self) -> None:
        assert self.anchors("كيف نعمل", "حُقوقُك أنت؟") == ["s-كيف-نعمل", "s-حقوقك-أنت"]

    def test_a_heading_that_stands_twice_has_two(self) -> None:
        assert self.anchors("Sources", "sources", "Sources!") == [
            "s-sources",
            "s-sources-2",
            "s-sources-3",
        ]

    def test_a_heading_of_signs_alone_has_one_too(self) -> None:
        assert self.anchors("؟!", "…") == ["s-", "s--2"]

    @pytest.mark.parametrize("taken", ["main", "sources", "fact", "featured", "foot-pages"])
    def test_the_template_s_own_ids_stay_the_only_ones(self, taken: str) -> None:
        assert self.anchors(taken) != [taken]
