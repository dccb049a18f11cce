"""Answers to begin with: which are offered, in which language, and that none is ever sent alone."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from support.models import AnswerTemplate, AnswerTemplateLink, HelpRequest
from tests.factories import support, vault
from tests.factories.pages import make_both, make_page, translate
from tests.support.desk import Desk, soup
from vault.models import SealedMessage, SealedPart

pytestmark = pytest.mark.django_db

QUERIES = 29
TYPED = "ruff-in-the-reeds <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request in English."""
    return support.submit(open_form).request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it, unlocked."""
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    return desk


def make_template(name: str, *, topics=(), **fields) -> AnswerTemplate:
    template = AnswerTemplate.objects.create(
        label_en=name,
        label_ar=f"{name} بالعربية",
        body_en=f"{name} text\nsecond line",
        body_ar=f"نص {name}",
        **fields,
    )
    template.topics.set(topics)
    return template


def link(template: AnswerTemplate, page, *, sort_order: int) -> None:
    AnswerTemplateLink.objects.create(template=template, page=page, sort_order=sort_order)


def labels(response) -> list[str]:
    """Return the templates that the page offers."""
    return [button.get_text().strip() for button in soup(response).select(".desk-templates button")]


def insert(desk: Desk, request, template, *, typed: str = "", **data):
    value = str(template.pk) if isinstance(template, AnswerTemplate) else template
    return desk.reply(request, typed, insert=value, **data)


def body(response) -> str:
    """Return what stands in the answer's field."""
    return soup(response).find("textarea", {"name": "body"}).get_text().strip()


def test_those_of_the_topic_and_those_for_all_are_offered_in_their_order(open_form, request_, desk):
    mine, other = open_form.topics[:2]
    make_template("For all", sort_order=3)
    make_template("Mine", topics=[mine], sort_order=2)
    make_template("Mine and other", topics=[mine, other], sort_order=1)
    make_template("Other", topics=[other])
    make_template("Out of use", topics=[mine], is_active=False)
    assert labels(desk.open(request_)) == ["Mine and other", "Mine", "For all"]
    HelpRequest.objects.update(topic=None)
    assert labels(desk.open(request_)) == ["For all"]


def test_no_templates_no_list(request_, desk):
    assert not soup(desk.open(request_)).select(".desk-templates")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "First text\nsecond line"), ("ar", "نص First"), ("ckb", "First text\nsecond line")],
)
def test_text_is_in_the_requests_language_behind_what_was_typed(open_form, language, expected):
    profile = open_form.volunteers[0]
    profile.languages.add(support.make_language(language))
    request = support.submit(open_form, language=language).request
    desk = Desk(request.assigned_to.user if request.assigned_to else open_form.coordinator.user)
    desk.unlock()
    template = make_template("First")
    token = desk.token(request)
    response = insert(desk, request, template, typed=TYPED, token=token)
    assert response.status_code == 200
    assert body(response) == f"{TYPED}\n\n{expected}"
    assert "<script>alert" not in response.content.decode()
    assert soup(response).find("input", {"name": "message_token"})["value"] == token
    assert body(insert(desk, request, template)) == expected


def test_nothing_is_sent_and_nothing_is_kept_by_choosing(request_, desk):
    insert(desk, request_, make_template("First"), typed=TYPED)
    assert SealedMessage.objects.count() == 1
    assert not SealedPart.objects.filter(name__startswith="draft").exists()
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.NEW


@pytest.mark.parametrize("value", ["", "0", "-1", "٣", "x", "1" * 40, "1\x00", "999999"])
def test_nonsense_adds_nothing_and_loses_nothing(request_, desk, value):
    make_template("First")
    assert body(insert(desk, request_, value, typed=TYPED)) == TYPED


def test_template_that_is_not_offered_cannot_be_forged_in(open_form, request_, desk):
    other = make_template("Other", topics=[open_form.topics[1]])
    unused = make_template("Unused", is_active=False)
    for template in (other, unused):
        assert body(insert(desk, request_, template, typed=TYPED)) == TYPED


def test_desk_that_locked_itself_asks_and_then_inserts_without_sending(request_, desk):
    template = make_template("First")
    token = desk.token(request_)
    desk.client.post(reverse("vault_desk:lock"))
    locked = insert(desk, request_, template, typed=TYPED, token=token)
    page = soup(locked)
    assert page.find("input", {"name": "insert"})["value"] == str(template.pk)
    assert body(locked) == TYPED
    words = vault.PASSPHRASE
    done = insert(desk, request_, template, typed=TYPED, token=token, passphrase=words)
    assert body(done).startswith(f"{TYPED}\n\nFirst text")
    assert SealedMessage.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_trap_b12_pages_are_linked_in_the_answers_language(open_form, language):
    pages = make_both(StandardPage, title="Rights at work")
    other = make_both(StandardPage, title="Safe houses")
    template = make_template("First")
    # Chosen in either language, by whichever an editor found first.
    link(template, pages["en"], sort_order=0)
    link(template, other["ar"], sort_order=1)
    request = support.submit(open_form, language=language).request
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    added = body(insert(desk, request, template)).split("\n\n")[1:]
    assert added == [
        f"{page.title}\n{page.full_url}" for page in (pages[language], other[language])
    ]
    assert f"/{language}/" in added[0]


def test_pages_that_not_everybody_may_read_are_left_out(open_form, request_, desk):
    draft = make_page(StandardPage, live=False)
    closed = make_page(StandardPage)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    gone = make_both(StandardPage)["en"]
    gone.unpublish()
    good = make_page(StandardPage, title="Good")
    untranslated = make_page(StandardPage)
    template = make_template("First")
    for position, page in enumerate((draft, closed, gone, good, untranslated)):
        link(template, page, sort_order=position)
    added = body(insert(desk, request_, template)).split("\n\n")[1:]
    assert [link.split("\n")[0] for link in added] == ["Good", untranslated.title]
    translate(untranslated, publish=False)
    arabic = support.submit(open_form, language="ar").request
    theirs = Desk(arabic.assigned_to.user)
    theirs.unlock()
    assert body(insert(theirs, arabic, template)) == "نص First"


@pytest.mark.parametrize("links", [1, 3])
def test_links_are_found_in_equally_many_queries(request_, desk, django_assert_num_queries, links):
    template = make_template("First")
    for position in range(links):
        link(template, make_page(StandardPage), sort_order=position)
    insert(desk, request_, template)
    with django_assert_num_queries(QUERIES):
        response = insert(desk, request_, template)
    assert body(response).count("://localhost/en/") == links


def test_coordinators_edit_them_in_the_settings(open_form):
    admin = Desk(vault.UserFactory(is_superuser=True))
    page = make_page(StandardPage)
    form = soup(admin.client.get(reverse("answer-templates:add")))
    assert form.find("textarea", {"name": "body_ar"})["dir"] == "rtl"
    assert form.find("textarea", {"name": "body_en"})["dir"] == "ltr"
    response = admin.client.post(
        reverse("answer-templates:add"),
        {
            "label_ar": "اسم",
            "label_en": "Name",
            "body_ar": "نص",
            "body_en": "Text\r\nmore",
            "topics": [open_form.topics[0].pk],
            "is_active": "on",
            "sort_order": "0",
            "links-TOTAL_FORMS": "1",
            "links-INITIAL_FORMS": "0",
            "links-MIN_NUM_FORMS": "0",
            "links-MAX_NUM_FORMS": "1000",
            "links-0-page": str(page.pk),
            "links-0-ORDER": "1",
            "links-0-DELETE": "",
        },
    )
    assert response.status_code == 302
    template = AnswerTemplate.objects.get()
    assert template.body_en == "Text\nmore"
    assert [link.page_id for link in template.links.all()] == [page.pk]
    listed = admin.client.get(reverse("answer-templates:index"))
    assert "اسم" in text_of(listed)
    blank = {"label_ar": "\u200b", "label_en": "x", "body_ar": " ", "body_en": "x"}
    refused = admin.client.post(reverse("answer-templates:edit", args=[template.pk]), blank)
    assert refused.status_code == 200


def text_of(response) -> str:
    return soup(response).get_text(" ")
