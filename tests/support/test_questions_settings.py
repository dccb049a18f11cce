"""Editing the questions of a topic: what is refused, and when a question is asked."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from support.models import Choice, Question
from support.selectors import offer
from tests.factories.support import make_question
from tests.support.desk import Desk, soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def coordinator(open_form) -> Desk:
    """A coordinator by group alone."""
    import_module("support.migrations.0002_groups").create_groups(apps, None)
    import_module("support.migrations.0006_coordinators").grant_rights(apps, None)
    user = open_form.coordinator.user
    user.groups.add(Group.objects.get(name="Coordinators"))
    return Desk(user)


def form_of(topic, /, *choices: dict | Choice, **changes) -> dict:
    """Return a filled-in form of a question with these answers to choose from."""
    filled = {
        "topic": topic.pk,
        "kind": "short",
        "label_en": "Since when?",
        "label_ar": "منذ متى؟",
        "help_en": "",
        "help_ar": "",
        "condition": "",
        "sort_order": "50",
        "is_active": "on",
        "choices-TOTAL_FORMS": len(choices),
        "choices-INITIAL_FORMS": sum(isinstance(choice, Choice) for choice in choices),
    }
    for number, choice in enumerate(choices):
        if isinstance(choice, Choice):
            values = {"id": choice.pk, "label_en": choice.label_en, "label_ar": choice.label_ar}
            values["is_active"] = "on" if choice.is_active else ""
        else:
            values = {"id": "", "is_active": "on", **choice}
        values["ORDER"] = number
        filled |= {f"choices-{number}-{name}": value for name, value in values.items()}
    return {**filled, **changes}


def pair(word: str) -> dict:
    return {"label_en": word, "label_ar": f"{word} ع"}


def add(desk: Desk, form: dict):
    return desk.client.post(reverse("questions:add"), form)


def change(desk: Desk, question: Question, form: dict):
    return desk.client.post(reverse("questions:edit", args=[question.pk]), form)


def errors(response) -> str:
    """Return what the page says is wrong."""
    return " ".join(
        found.get_text(" ") for found in soup(response).select(".error-message, .messages")
    )


def conditions(response) -> list[str]:
    """Return the values that the page offers for when a question is asked."""
    return [option["value"] for option in soup(response).select("[name=condition] option")]


@pytest.mark.parametrize("kind", ["one", "many"])
def test_question_is_made_with_its_answers_and_asked(coordinator, open_form, kind):
    topic = open_form.topics[0]
    form = form_of(topic, pair("Yes"), pair("Not \u202eyet"), kind=kind, is_required="on")
    assert add(coordinator, form).status_code == 302
    (item,) = offer.questions(topic=topic.code)
    assert (item.kind, item.is_required, item.shown_after) == (kind, True, "")
    assert item.words == {"ar": "منذ متى؟", "en": "Since when?"}
    assert [choice.words["en"] for choice in item.choices] == ["Yes", "Not yet"]
    assert len({choice.code for choice in item.choices} | {item.code}) == 3


@pytest.mark.parametrize("field", ["label_en", "label_ar"])
@pytest.mark.parametrize("value", ["", "  ", "\u200b"])
def test_wording_is_needed_in_both_languages(coordinator, open_form, field, value):
    topic = open_form.topics[0]
    assert "error" in add(coordinator, form_of(topic, **{field: value})).content.decode()
    broken = {**pair("A"), field: value}
    response = add(coordinator, form_of(topic, pair("B"), pair("C"), broken, kind="one"))
    assert response.status_code == 200
    assert not Question.objects.exists()


@pytest.mark.parametrize("missing", ["help_en", "help_ar"])
def test_explanation_stands_in_both_languages_or_in_neither(coordinator, open_form, missing):
    form = form_of(open_form.topics[0], help_en="x", help_ar="س")
    assert "in both languages" in errors(add(coordinator, {**form, missing: ""}))
    assert add(coordinator, form).status_code == 302


@pytest.mark.parametrize(
    ("kind", "words", "message"),
    [
        ("one", [], "at least two answers"),
        ("one", ["A"], "at least two answers"),
        ("many", ["A"], "at least two answers"),
        ("short", ["A", "B"], "no list of answers"),
        ("yes_no", ["A", "B"], "no list of answers"),
    ],
)
def test_answers_to_choose_from_fit_the_kind(coordinator, open_form, kind, words, message):
    form = form_of(open_form.topics[0], *(pair(word) for word in words), kind=kind)
    assert message in errors(add(coordinator, form))
    assert not Question.objects.exists()


def test_answers_out_of_use_do_not_count(coordinator, open_form):
    form = form_of(open_form.topics[0], pair("A"), {**pair("B"), "is_active": ""}, kind="one")
    assert "at least two answers" in errors(add(coordinator, form))


def test_kind_and_codes_stay(coordinator, open_form):
    question = make_question(open_form.topics[0], "one", choices=2)
    choices = list(question.choices.all())
    form = form_of(question.topic, *choices, kind="short", code="other")
    form["choices-0-label_en"] = "Reworded"
    form["choices-0-code"] = "other"
    assert change(coordinator, question, form).status_code == 302
    changed = Question.objects.get()
    assert (changed.kind, changed.code, changed.label_en) == ("one", question.code, "Since when?")
    assert [choice.code for choice in changed.choices.all()] == ["a", "b"]
    assert changed.choices.first().label_en == "Reworded"


# When it is asked


def test_only_earlier_questions_of_the_topic_that_have_choices_are_offered(coordinator, open_form):
    topic, other = open_form.topics[:2]
    one = make_question(topic, "one", choices=2, sort_order=1)
    yes_no = make_question(topic, "yes_no", sort_order=2)
    make_question(topic, "short", sort_order=3)
    make_question(topic, "long", sort_order=3)
    make_question(topic, "yes_no", sort_order=3, is_active=False)
    Choice.objects.create(question=one, code="c", label_en="C", label_ar="ج", is_active=False)
    question = make_question(topic, "yes_no", sort_order=5)
    make_question(topic, "many", choices=2, sort_order=6)
    make_question(other, "yes_no", sort_order=1)
    page = coordinator.client.get(reverse("questions:edit", args=[question.pk]))
    expected = [f"{one.code}.a", f"{one.code}.b", f"{yes_no.code}.yes", f"{yes_no.code}.no"]
    assert conditions(page) == ["", *expected]
    sentence = soup(page).select("[name=condition] option")[1].get_text()
    assert sentence == f"Only if “{one.label_en}” was answered with “Answer a”"


def test_new_question_finds_those_of_each_topic_under_its_name(coordinator, open_form):
    for topic in open_form.topics[:2]:
        make_question(topic, "yes_no")
    page = soup(coordinator.client.get(reverse("questions:add")))
    groups = [group["label"] for group in page.select("[name=condition] optgroup")]
    assert groups == [topic.label_en for topic in open_form.topics[:2]]


def test_condition_is_kept_shown_and_taken_away(coordinator, open_form):
    topic = open_form.topics[0]
    before = make_question(topic, "one", choices=2, sort_order=1)
    assert add(coordinator, form_of(topic, condition=f"{before.code}.b")).status_code == 302
    question = Question.objects.get(shown_after=before)
    assert question.shown_answer == "b"
    page = coordinator.client.get(reverse("questions:edit", args=[question.pk]))
    assert soup(page).select_one("[name=condition] option[selected]")["value"] == f"{before.code}.b"
    listing = soup(coordinator.client.get(reverse("questions:index"))).select_one("table.listing")
    assert f"Only if “{before.label_en}” was answered with “Answer b”" in listing.get_text()
    assert change(coordinator, question, form_of(topic)).status_code == 302
    changed = Question.objects.get(pk=question.pk)
    assert (changed.shown_after, changed.shown_answer) == (None, "")


def test_condition_of_another_topic_or_a_later_position_is_refused(coordinator, open_form):
    topic, other = open_form.topics[:2]
    elsewhere = make_question(other, "yes_no", sort_order=1)
    later = make_question(topic, "yes_no", sort_order=60)
    response = add(coordinator, form_of(topic, condition=f"{elsewhere.code}.yes"))
    assert "a question of the same topic" in errors(response)
    response = add(coordinator, form_of(topic, condition=f"{later.code}.yes"))
    assert "comes earlier" in errors(response)
    assert Question.objects.count() == 2


@pytest.mark.parametrize("forged", ["itself.yes", "nothing.yes", "before.perhaps", "before", "."])
def test_forged_condition_is_refused(coordinator, open_form, forged):
    topic = open_form.topics[0]
    make_question(topic, "yes_no", code="before", sort_order=1)
    question = make_question(topic, "yes_no", code="itself", sort_order=2)
    response = change(coordinator, question, form_of(topic, condition=forged))
    assert response.status_code == 200
    assert Question.objects.get(pk=question.pk).shown_after is None


def test_question_that_others_wait_for_stays_before_them_in_their_topic(coordinator, open_form):
    topic, other = open_form.topics[:2]
    before = make_question(topic, "yes_no", sort_order=1)
    after = make_question(topic, sort_order=2, shown_after=before, shown_answer="yes")
    for changes in ({"sort_order": "3"}, {"topic": other.pk}):
        response = change(coordinator, before, form_of(topic, **{"sort_order": "1", **changes}))
        assert f"“{after.label_en}” is asked after this one" in errors(response)
    assert change(coordinator, before, form_of(topic, sort_order="2")).status_code == 302


@pytest.mark.parametrize("how", ["deleted", "out of use"])
def test_answer_that_a_question_waits_for_is_not_taken_away(coordinator, open_form, how):
    topic = open_form.topics[0]
    before = make_question(topic, "one", choices=3, sort_order=1)
    after = make_question(topic, sort_order=2, shown_after=before, shown_answer="a")
    choices = list(before.choices.all())
    taken = {"choices-0-DELETE": "on"} if how == "deleted" else {"choices-0-is_active": ""}
    form = form_of(topic, *choices, sort_order="1")
    response = change(coordinator, before, {**form, **taken})
    assert response.status_code == 200
    assert f"“{after.label_en}” is asked after an answer" in response.content.decode()
    free = {name.replace("-0-", "-1-"): value for name, value in taken.items()}
    assert change(coordinator, before, {**form, **free}).status_code == 302
    assert len(offer.questions(topic=topic.code)[0].choices) == 2


def test_list_says_of_a_question_that_it_is_never_asked(coordinator, open_form):
    before = make_question(open_form.topics[0], "yes_no", is_active=False)
    make_question(open_form.topics[0], shown_after=before, shown_answer="yes")
    listing = soup(coordinator.client.get(reverse("questions:index"))).select_one("table.listing")
    assert "Never: the answer that it waits for is not in use" in listing.get_text()


def test_trap_b17_wording_has_the_direction_of_its_language(coordinator, open_form):
    question = make_question(open_form.topics[0], "one", choices=1)
    page = soup(coordinator.client.get(reverse("questions:edit", args=[question.pk])))
    for name in ("label", "help", "choices-0-label"):
        for language, direction in (("ar", "rtl"), ("en", "ltr")):
            field = page.find("input", {"name": f"{name}_{language}"})
            assert (field["dir"], field["lang"]) == (direction, language)


def test_a4_in_the_list_each_label_keeps_its_direction_and_a_mark_its_word(coordinator, open_form):
    make_question(open_form.topics[0], label_en="Which date?", is_required=True)
    UserProfile.objects.update_or_create(
        user=coordinator.user, defaults={"preferred_language": "ar"}
    )
    listing = soup(coordinator.client.get(reverse("questions:index"))).select_one("table.listing")
    assert "Which date?" in [cell.text for cell in listing.select("td > bdi")]
    assert {title.text.strip() for title in listing.select("td svg + .w-sr-only")} == {"نعم"}
