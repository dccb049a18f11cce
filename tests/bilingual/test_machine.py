"""Machine translation: off by default, and nothing leaves the server before somebody has agreed."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, PageViewRestriction
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from bilingual import machine
from bilingual.domain.publishing import publish_translation
from bilingual.rules import Incomplete
from bilingual.selectors.completeness import missing_segments, translation_of
from core.localize import submit_as_draft
from home.models import StandardPage
from tests.contracts.html import Answer
from tests.factories.pages import make_page, make_site
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

DUMMY = "wagtail_localize.machine_translators.dummy.DummyTranslator"


class Recorder(BaseMachineTranslator):
    """Notes what it is asked, and answers what the test wants."""

    display_name = "A service elsewhere"
    asked: list[list[str]] = []
    answers: dict[str, str] | Exception = {}

    def can_translate(self, source_locale, target_locale) -> bool:
        return True

    def translate(self, source_locale, target_locale, strings) -> dict:
        self.asked.append([string.data for string in strings])
        if isinstance(self.answers, Exception):
            raise self.answers
        return {
            string: StringValue(self.answers.get(string.data, f"آلة: {string.data}"))
            for string in strings
        }


@pytest.fixture
def recorder(settings) -> type[Recorder]:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Recorder"}
    Recorder.asked, Recorder.answers = [], {}
    return Recorder


@pytest.fixture
def desk(client: Client, settings) -> Client:
    settings.WAGTAIL_2FA_REQUIRED = False
    make_site()
    client.force_login(make_editor())
    return client


def waiting(*, live: bool = True, **fields) -> Translation:
    """Return a translation that nobody has worked on."""
    tree = make_site()
    page = make_page(StandardPage, live=live, **fields)
    return translation_of(submit_as_draft(page, locale=tree.ar.locale))


def url(translation: Translation) -> str:
    return reverse("bilingual:machine_translate", args=[translation.pk])


def old_url(translation: Translation) -> str:
    return reverse("wagtail_localize:machine_translate", args=[translation.pk])


def machine_words() -> list[StringTranslation]:
    return list(StringTranslation.objects.filter(translation_type="machine"))


def agreed(client: Client, translation: Translation) -> str:
    return Answer.to(client, url(translation)).one("input[name=agreed]")["value"]


def test_without_a_service_there_is_no_such_page(desk: Client) -> None:
    translation = waiting()
    assert machine.service_for(translation) is None
    for address in (url(translation), old_url(translation)):
        assert desk.get(address, secure=True).status_code == 404
        assert desk.post(address, {"agreed": "x"}, secure=True).status_code == 404
    assert machine_words() == []


def test_looking_sends_nothing_and_says_what_would_go_where(desk: Client, recorder) -> None:
    translation = waiting(title="Who we are", search_description="A line & more")
    page = Answer.to(desk, url(translation))
    shown = page.one(".exchange").get_text()
    for segment in machine.words_to_send(translation):
        assert (
            StringValue(segment.string.data).render_text() in shown or segment.string.data in shown
        )
    assert "A service elsewhere" in shown
    assert recorder.asked == []


def test_nothing_is_sent_without_agreement_to_exactly_these_words(desk: Client, recorder) -> None:
    translation = waiting(title="Who we are")
    for data in ({}, {"agreed": ""}, {"agreed": "0" * 64}):
        desk.post(url(translation), data, secure=True)
        desk.post(old_url(translation), data, secure=True)
    desk.get(old_url(translation), secure=True)
    assert recorder.asked == []
    before = agreed(desk, translation)
    page = translation.source.get_source_instance()
    page.search_description = "A line that was added since"
    page.save_revision().publish()
    answer = desk.post(url(translation), {"agreed": before}, secure=True)
    assert "A line that was added since" in answer.content.decode()
    assert recorder.asked == []


def test_suggestions_are_marked_and_do_not_count_as_translated(desk: Client, recorder) -> None:
    translation = waiting(title="Who we are")
    segments = machine.words_to_send(translation)
    texts = [segment.string.data for segment in segments]
    answer = desk.post(url(translation), {"agreed": agreed(desk, translation)}, secure=True)
    assert answer.status_code == 302
    assert recorder.asked == [list(dict.fromkeys(texts))]
    rows = machine_words()
    assert {row.data for row in rows} == {f"آلة: {text}" for text in texts}
    assert {row.tool_name for row in rows} == {"A service elsewhere"}
    assert len(missing_segments(translation)) == len(segments)
    with pytest.raises(Incomplete):
        publish_translation(translation=translation, user=None)
    entry = PageLogEntry.objects.get(action=machine.ASKED)
    assert entry.data == {"service": "A service elsewhere"}


def test_the_slug_and_what_has_words_already_are_not_sent(desk: Client, recorder) -> None:
    translation = waiting(title="Who we are", slug="who-we-are")
    first = machine.words_to_send(translation)[0]
    StringTranslation.objects.create(
        translation_of=first.string,
        context=first.context,
        locale=translation.target_locale,
        data="من نحن",
        translation_type="manual",
    )
    desk.post(url(translation), {"agreed": agreed(desk, translation)}, secure=True)
    ((*sent,),) = recorder.asked
    assert first.string.data not in sent
    assert "who-we-are" not in sent
    assert StringTranslation.objects.get(translation_of=first.string).data == "من نحن"


def test_with_wagtail_localizes_own_dummy(desk: Client, settings) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": DUMMY}
    translation = waiting(title="Who we are")
    desk.post(url(translation), {"agreed": agreed(desk, translation)}, secure=True)
    assert "are we Who" in {row.data for row in machine_words()}


@pytest.mark.parametrize("kind", ["draft", "restricted"])
def test_that_a_draft_or_a_closed_page_leaves_is_said_in_plain_words(
    desk: Client, recorder, kind: str
) -> None:
    translation = waiting(live=kind != "draft")
    plain = Answer.to(desk, url(waiting())).one(".exchange").get_text()
    warnings = {"draft": "The page is a draft", "restricted": "open to some people only"}
    assert not [warning for warning in warnings.values() if warning in plain]
    if kind == "restricted":
        page = translation.source.get_source_instance()
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert warnings[kind] in Answer.to(desk, url(translation)).one(".exchange").get_text()


@pytest.mark.parametrize(
    "answer",
    [
        "<script>alert(1)</script>",
        "<b>مفتوح",
        "",
        '<a href="https://elsewhere.example">س</a>',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_an_answer_that_may_not_stand_is_left_out(desk: Client, recorder, answer: str) -> None:
    translation = waiting(title="Who we are")
    recorder.answers = {"Who we are": answer}
    desk.post(url(translation), {"agreed": agreed(desk, translation)}, secure=True)
    kept = {row.translation_of.data for row in machine_words()}
    assert "Who we are" not in kept
    assert kept


def test_a_service_that_fails_changes_nothing_and_its_words_are_not_logged(
    desk: Client, recorder, caplog
) -> None:
    translation = waiting(title="Who we are")
    recorder.answers = RuntimeError("could not translate: Who we are")
    answer = desk.post(url(translation), {"agreed": agreed(desk, translation)}, secure=True)
    assert "The service gave no answer" in answer.content.decode()
    assert machine_words() == []
    assert "Who we are" not in caplog.text


def test_a_translator_that_cannot_be_loaded_is_as_none(desk: Client, settings) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "no.such.Thing"}
    assert desk.get(url(waiting()), secure=True).status_code == 404


def test_who_may_not_edit_the_page_sends_nothing(
    client: Client, settings, recorder, django_user_model
) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False
    translation = waiting()
    user = make_editor()
    user.groups.first().page_permissions.all().delete()
    client.force_login(user)
    for method in (client.get, client.post):
        answer = method(url(translation), secure=True)
        assert answer.status_code in {302, 403}
    assert recorder.asked == []


def test_a_locked_page_gets_no_suggestions(desk: Client, recorder) -> None:
    translation = waiting()
    target = translation.get_target_instance()
    target.locked = True
    target.save()
    token = agreed(desk, translation)
    desk.post(url(translation), {"agreed": token}, secure=True)
    assert recorder.asked == []
