"""The page where readers search: it answers anything, keeps nothing, and repeats nothing."""

import io
import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bilingual.models import AvoidedForm, GlossaryTerm
from core.logs import PrivateFormatter
from core.search import index
from home.models import StandardPage
from tests.contracts.html import Answer, parse
from tests.factories.directory import make_service
from tests.factories.pages import make_both, make_page, make_site

pytestmark = pytest.mark.django_db

QUERY = "canaryquery"


def soup(response) -> Answer:
    assert response.status_code == 200
    return Answer(response.request["PATH_INFO"], "", response, parse(response))


def post(text: str | None = None, language: str = "en", **data):
    fields = data if text is None else {"q": text, **data}
    return Client().post(f"/{language}/search/", fields, secure=True)


@pytest.fixture
def otters():
    """Twelve pages and a service."""
    make_both(StandardPage, title="Otter 0")
    for number in range(1, 12):
        make_page(StandardPage, title=f"Otter {number}", body=[])
    make_service(texts={"en": {"name": "Otter clinic"}, "ar": {"name": "Otter عيادة"}})
    index.rebuild()


def shown(response) -> list[str]:
    return [link.get_text() for link in soup(response).soup.select(".results h3 a")]


def test_the_form_is_there_before_anything_is_asked(client) -> None:
    make_site()
    for language in ("ar", "en"):
        answer = soup(client.get(f"/{language}/search/", secure=True))
        form = answer.one("form#search")
        assert (form["method"], form["action"]) == ("post", f"/{language}/search/")
        assert form["role"] == "search"
        assert form.find("input", {"name": "q"})["autocomplete"] == "off"
        assert answer.soup.select("#found") == []
        assert answer.soup.select(f"nav a[href='/{language}/search/']")


def test_what_is_asked_for_is_shown_page_by_page(otters) -> None:
    first = post("otters")
    assert len(shown(first)) == 10
    assert soup(first).one("#found").get_text(strip=True) == "13 results"
    buttons = soup(first).soup.select("[name=kind]")
    names = [" ".join(button.get_text().split()) for button in buttons]
    assert names == ["All (13)", "Pages (12)", "Services (1)"]
    assert soup(first).one("button[name=page]")["value"] == "2"
    second = post("otters", page="2")
    assert len(shown(second)) == 3
    assert not set(shown(first)) & set(shown(second))
    for beyond in ("3", "99999999", "٢"):
        assert shown(post("otters", page=beyond)) == shown(second)
    for wrong in ("0", "-1", "x", "", "1" * 5000, "²"):
        assert shown(post("otters", page=wrong)) == shown(first)
    assert shown(post("otters", kind="service")) == ["Otter clinic"]
    assert len(shown(post("otters", kind="passwords"))) == 10
    assert shown(Client().get("/en/search/", {"q": "otter clinic"}, secure=True))[0] == (
        "Otter clinic"
    )


def test_the_other_language_only_where_it_is_asked_for_and_marked(otters) -> None:
    assert set(shown(post("otter", "ar"))) == {"Otter عيادة", "ترجمة: Otter 0"}
    both = soup(post("otter clinic", "ar", both="1"))
    foreign = both.soup.select(".results li[lang=en]")
    assert {row["dir"] for row in foreign} == {"ltr"}
    assert all("English" in row.get_text() for row in foreign)
    assert foreign[0].a["hreflang"] == "en"
    assert both.one("[name=both]").has_attr("checked")


def test_nothing_of_a_query_is_kept_or_repeated(otters) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(PrivateFormatter())
    logging.getLogger().addHandler(handler)
    try:
        answers = [
            post(f"{QUERY} otter"),
            post(QUERY),
            Client().get("/en/search/", {"q": QUERY}, secure=True),
            Client().post("/en/search/", {"q": QUERY}, secure=True, SERVER_NAME="wrong.host.\0"),
            Client().put("/en/search/", {"q": QUERY}, secure=True),
        ]
    finally:
        logging.getLogger().removeHandler(handler)
    assert QUERY not in log.getvalue()
    assert [answer.status_code for answer in answers] == [200, 200, 200, 400, 405]
    for answer in answers[:3]:
        page = soup(answer)
        assert page.one("title").get_text(strip=True) == "Search"
        assert page.one("meta[name=robots]")["content"] == "noindex"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer.cookies.output() == ""
        field = page.one("input[name=q]")
        assert QUERY in field["value"]
        field.decompose()
        assert QUERY not in str(page.soup)


def test_hurtful_words_stand_in_the_field_alone() -> None:
    term = GlossaryTerm.objects.create(term_en="otters", term_ar="القنادس")
    AvoidedForm.objects.create(
        term=term, language="en", form="weasels", reason_en="It hurts.", reason_ar="يجرح."
    )
    make_page(
        StandardPage,
        title="Otters at home",
        body=[("paragraph", "<p>Weasels is what some say. Otters swim.</p>")],
    )
    index.rebuild()
    for text in ("weasels", "WEASEL", "weasels at hmoe"):
        page = soup(post(text))
        assert "Otters at home" in page.one(".results").get_text()
        assert "otters" in page.one("[role=status]").get_text()
        assert page.one("input[name=q]")["value"] == text
        page.one("input[name=q]").decompose()
        assert "weasel" not in str(page.soup).lower()


def test_a_mistake_is_answered_honestly(otters) -> None:
    page = soup(post("otterr"))
    assert "Your words were found nowhere" in page.one("#main").get_text()
    assert page.one("[role=status] bdi").get_text() == "otter"
    button = soup(post("otter clinc")).one("button[name=q]")
    assert button["value"] == "otter clinic"


def test_bad_input_gets_a_clear_answer(otters) -> None:
    for text in ("", " ", "؟", '"', "\0"):
        assert soup(post(text)).one("#found").get_text(strip=True) == "What are you looking for?"
    assert "nearly every page" in soup(post("what is the")).one("#main").get_text()
    for text in ("zzzzzzzz", "%", "otter" * 2000, "<script>", "{{ otter }}", "ot\0ter", "\ud800x"):
        answer = post(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        page = soup(answer)
        assert "<script>" not in str(page.one("main"))
        assert page.soup.select("main a[href='/en/resources/services/']") or shown(answer)
    assert "we took its beginning" in soup(post("otter " * 2000)).one("#main").get_text()


def test_a_post_from_anywhere_reads_and_writes_nothing(otters) -> None:
    """No token is asked for, since there is nothing to protect; see the head of the view."""
    client = Client(enforce_csrf_checks=True)
    for site in ("cross-site", "same-origin", "none"):
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(
                "/en/search/", {"q": "otter"}, secure=True, headers={"Sec-Fetch-Site": site}
            )
        assert shown(answer)
        assert answer.cookies.output() == ""
        assert {one["sql"].lstrip("(").split()[0] for one in captured} == {"SELECT"}


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_hits_as_for_one(number: int) -> None:
    for each in range(number):
        make_page(StandardPage, title=f"Otter {each}", body=[])
        make_service(texts={"en": {"name": f"Otter service {each}"}})
    index.rebuild()
    post("otter")
    with CaptureQueriesContext(connection) as captured:
        assert len(shown(post("otter"))) == 2 * number
    assert len(captured) == 9 + 2  # of the search; and what stands around every page


def test_a_missing_page_leads_to_the_search() -> None:
    make_site()
    answer = Client().get("/en/nowhere/", secure=True)
    assert answer.status_code == 404
    assert 'href="/en/search/"' in answer.content.decode()
