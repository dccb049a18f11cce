"""The questions of a topic on the form: asked, followed up, carried, sealed, and never lost."""

import json
from urllib.parse import urlsplit

import pytest
from django.db import connection

from support.forms.questions import ASKED_FIELD, LONG_LIMIT, SHORT_LIMIT
from support.models import Choice, HelpRequest, Question, Topic
from tests.factories.support import make_question
from tests.support.visitor import (
    BODY,
    Visitor,
    code,
    heading,
    kept,
    sealed_payload,
    soup,
    summary_errors,
    token,
)
from vault.models import Envelope

pytestmark = pytest.mark.django_db
NOTHING_LEFT = "This answer is not on offer any more. Choose another one."


def fields_of(response) -> dict[str, list[str]]:
    """Return what a browser would send of the page's form, without a button."""
    data: dict[str, list[str]] = {}
    for field in soup(response).main.find(id="ask").find_all(["input", "textarea"]):
        if field.get("type") in {"radio", "checkbox"} and not field.has_attr("checked"):
            continue
        value = (
            field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        )
        data.setdefault(field["name"], []).append(value)
    return data


def press(visitor: Visitor, response, step: str, **typed):
    """Fill in what is on the page, press a button, and return the next page."""
    data = fields_of(response)
    data.update(
        {f"q-{name}" if name[0] != "_" else name[1:]: value for name, value in typed.items()}
    )
    data = {name: value for name, value in data.items() if value is not None}
    return visitor.post("support/", {**data, "step": step})


def start(visitor: Visitor, opened, **changes):
    """Fill in the first page, and return the one after it."""
    return visitor.post("support/", {**visitor.answers(opened, **changes), "step": "review"})


def asked_on(response) -> list[str]:
    """Return the names of the visible fields of the page."""
    found = soup(response).main.find(id="ask").select(".field input, .field textarea")
    return list(dict.fromkeys(field["name"].removeprefix("q-") for field in found))


def rows(response) -> dict[str, str]:
    """Return the review page's questions with what was answered."""
    found = soup(response).main.find("dl").find_all("div", recursive=False)
    return {
        " ".join(row.dt.get_text(" ").split()): row.dd.get_text("|", strip=True) for row in found
    }


@pytest.fixture
def topic(open_form) -> Topic:
    """The topic that is chosen."""
    return open_form.topics[0]


@pytest.fixture
def each(topic) -> dict[str, Question]:
    """One question of each kind."""
    counts = {"one": 3, "many": 3}
    return {
        kind: make_question(topic, kind, code=kind, choices=counts.get(kind, 0))
        for kind in Question.Kind.values
    }


# What is asked, and how


def test_topic_without_questions_leads_straight_to_the_review(open_form):
    make_question(open_form.topics[1])
    make_question(open_form.topics[0], is_active=False)
    make_question(open_form.topics[0], "one")  # nothing to choose from
    assert heading(start(Visitor(), open_form)) == "Is this right?"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_kind_is_a_field_with_its_name_and_its_explanation(open_form, each, language):
    Question.objects.update(help_ar="شرح", help_en="Explained")
    page = start(Visitor(language=language), open_form)
    assert asked_on(page) == ["short", "long", "one", "many", "yes_no"]
    shown = soup(page).main
    explained = {"ar": "شرح", "en": "Explained"}[language]
    for kind, question in each.items():
        label = getattr(question, f"label_{language}")
        field = shown.find(["input", "textarea"], {"name": f"q-{kind}"})
        if kind in {"short", "long"}:
            assert label in shown.find("label", {"for": field["id"]}).get_text()
            described, attributes = field["aria-describedby"], field.attrs
            assert (attributes["autocomplete"], attributes["dir"]) == ("off", "auto")
            assert f"id_q-{kind}_limit" in described.split()
        else:
            group = field.find_parent("fieldset")
            assert label in group.legend.get_text()
            described = group["aria-describedby"]
        assert f"id_q-{kind}_helptext" in described.split()
        assert shown.find(id=f"id_q-{kind}_helptext").get_text() == explained
    words = [
        choice.find_parent("label").get_text(strip=True) for choice in shown.select("[name=q-one]")
    ]
    assert words == [f"{'جواب' if language == 'ar' else 'Answer'} {letter}" for letter in "abc"]
    boxes = shown.select("[name=q-many]")
    assert {box["type"] for box in boxes} == {"checkbox"}
    assert [box["value"] for box in shown.select("[name=q-yes_no]")] == ["yes", "no"]


def test_answers_are_shown_for_review_and_sealed_in_both_languages(open_form, each):
    visitor = Visitor()
    page = start(visitor, open_form, body=BODY)
    review = press(
        visitor,
        page,
        "review",
        short="  e\u0301 ٣٤ ",
        long="one\r\ntwo\u202e",
        one="b",
        many=["c", "a"],
        yes_no="no",
    )
    assert heading(review) == "Is this right?"
    shown = rows(review)
    assert [shown[question.label_en] for question in each.values()] == [
        "é ٣٤",
        "one\ntwo",
        "Answer b",
        "Answer a|Answer c",
        "No",
    ]
    answers = sealed_payload(code(press(visitor, review, "send")))["answers"]
    assert [answer["code"] for answer in answers] == list(each)
    assert [answer["kind"] for answer in answers] == list(each)
    assert [answer["value"] for answer in answers] == ["é ٣٤", "one\ntwo", "b", ["a", "c"], "no"]
    assert [answer["words"] for answer in answers] == [
        {},
        {},
        {"ar": ["جواب b"], "en": ["Answer b"]},
        {"ar": ["جواب a", "جواب c"], "en": ["Answer a", "Answer c"]},
        {"ar": ["لا"], "en": ["No"]},
    ]
    for answer, question in zip(answers, each.values(), strict=True):
        assert answer["question"] == {"ar": question.label_ar, "en": question.label_en}


def test_answers_stand_in_no_column_in_the_open(open_form, each):
    visitor = Visitor()
    page = start(visitor, open_form)
    secret = "canary-4711"
    press(visitor, press(visitor, page, "review", short=secret, one="b"), "send")
    assert HelpRequest.objects.count() == 1
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            for row in cursor.fetchall():
                assert not any(secret in str(cell) for cell in row), table


def test_what_was_left_empty_is_said_so_and_not_sealed(open_form, each):
    visitor = Visitor()
    review = press(visitor, start(visitor, open_form), "review")
    assert {rows(review)[question.label_en] for question in each.values()} == {"left empty"}
    assert sealed_payload(code(press(visitor, review, "send")))["answers"] == []


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("short", "Please write something here."),
        ("long", "Please write something here."),
        ("one", "Choose an answer."),
        ("many", "Choose at least one answer."),
        ("yes_no", "Choose an answer."),
    ],
)
def test_question_that_must_be_answered_says_so_once_it_was_not(open_form, topic, kind, message):
    choices = 2 if kind in {"one", "many"} else 0
    make_question(topic, kind, code="x", choices=choices, is_required=True)
    visitor = Visitor()
    page = start(visitor, open_form)
    assert summary_errors(page) == []
    page = press(visitor, page, "review")
    ((target, line),) = summary_errors(page)
    assert line.endswith(message)
    assert soup(page).main.find(id=target.removeprefix("#"))["name"] == "q-x"
    assert soup(page).main.find(id="id_q-x_error")
    assert heading(press(visitor, page, "send")) == "One more question"
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize(("kind", "limit"), [("short", SHORT_LIMIT), ("long", LONG_LIMIT)])
@pytest.mark.parametrize("step", ["review", "send"])
def test_too_long_an_answer_is_refused_and_kept(open_form, each, kind, limit, step):
    visitor = Visitor()
    page = start(visitor, open_form, contact="here")
    page = press(visitor, page, step, yes_no="yes", **{kind: "س" * (limit + 1)})
    ((target, line),) = summary_errors(page)
    assert target == f"#id_q-{kind}"
    assert f"it has {limit + 1} characters" in line
    assert kept(page, f"q-{kind}") == "س" * (limit + 1)
    assert (kept(page, "q-yes_no"), kept(page, "body"), kept(page, "contact")) == (
        "yes",
        BODY,
        "here",
    )
    review = press(visitor, page, "review", **{kind: "e\u0301" * limit})
    assert heading(review) == "Is this right?"


# Questions that wait for an answer


@pytest.fixture
def chain(topic) -> list[Question]:
    """A question, one that waits for it, and one that waits for that one."""
    first = make_question(topic, "one", code="first", choices=2)
    second = make_question(
        topic, "yes_no", code="second", shown_after=first, shown_answer="a", is_required=True
    )
    third = make_question(topic, code="third", shown_after=second, shown_answer="yes")
    return [first, second, third]


def test_follow_up_appears_after_the_page_with_its_condition(open_form, chain):
    visitor = Visitor()
    page = start(visitor, open_form)
    assert asked_on(page) == ["first"]
    page = press(visitor, page, "review", first="a")
    assert (heading(page), asked_on(page)) == ("One more question", ["second"])
    assert "It follows from what you answered." in soup(page).main.get_text()
    assert summary_errors(page) == []
    page = press(visitor, page, "review", second="yes")
    assert asked_on(page) == ["third"]
    page = press(visitor, page, "review", third="more")
    assert heading(page) == "Is this right?"
    answers = sealed_payload(code(press(visitor, page, "send")))["answers"]
    assert [(answer["code"], answer["value"]) for answer in answers] == [
        ("first", "a"),
        ("second", "yes"),
        ("third", "more"),
    ]


def test_follow_up_may_stay_empty_where_it_may(open_form, chain):
    Question.objects.update(is_required=False)
    visitor = Visitor()
    page = press(visitor, start(visitor, open_form), "review", first="a")
    assert asked_on(page) == ["second"]
    assert heading(press(visitor, page, "review")) == "Is this right?"


def test_other_answer_asks_nothing_more(open_form, chain):
    visitor = Visitor()
    page = press(visitor, start(visitor, open_form), "review", first="b")
    assert heading(page) == "Is this right?"


def test_answer_whose_condition_is_gone_is_left_out_and_comes_back_with_it(open_form, chain):
    visitor = Visitor()
    page = press(visitor, start(visitor, open_form), "review", first="a")
    page = press(visitor, page, "review", second="yes")
    page = press(visitor, page, "review", third="hidden words")
    page = press(visitor, page, "questions")
    assert asked_on(page) == ["first", "second", "third"]
    page = press(visitor, page, "review", first="b")
    assert heading(page) == "Is this right?"
    assert "hidden words" not in soup(page).main.dl.get_text()
    again = press(visitor, press(visitor, page, "questions"), "review", first="a")
    assert rows(again)[chain[2].label_en] == "hidden words"  # nothing was lost on the way
    answers = sealed_payload(code(press(visitor, page, "send")))["answers"]
    assert [answer["code"] for answer in answers] == ["first"]


# Back, forth, and into the other language


def test_edit_leads_back_with_nothing_lost(open_form, each):
    visitor = Visitor()
    filled = {"short": "x", "long": "y", "one": "b", "many": ["a", "c"], "yes_no": "yes"}
    review = press(visitor, start(visitor, open_form, contact="c"), "review", **filled)
    page = press(visitor, review, "edit")
    assert heading(page) == "Ask for help"
    assert (kept(page, "body"), kept(page, "contact"), kept(page, "topic")) == (
        BODY,
        "c",
        open_form.topics[0].code,
    )
    page = press(visitor, page, "review", _body="Something else")
    assert asked_on(page) == list(each)
    again = press(visitor, page, "review")
    shown, before = rows(again), rows(review)
    assert shown.pop("What happened, and what would help?") == "Something else"
    assert before.pop("What happened, and what would help?") == BODY
    assert shown == before


@pytest.mark.parametrize("here", ["form", "questions", "review"])
def test_other_language_keeps_everything(open_form, each, here):
    visitor = Visitor()
    filled = {"short": "كلام", "long": "y\nz", "one": "b", "many": ["a", "c"], "yes_no": "yes"}
    pages = {"questions": start(visitor, open_form, contact="c", language="ar")}
    pages["review"] = press(visitor, pages["questions"], "review", **filled)
    pages["form"] = press(visitor, pages["review"], "edit")
    button = soup(pages[here]).find("button", {"value": "language"})
    assert (button["form"], button["lang"], button["dir"]) == ("ask", "ar", "rtl")
    address = urlsplit(button["formaction"])
    assert (address.path, address.query) == ("/ar/support/", "")
    data = {**fields_of(pages[here]), **{f"q-{name}": value for name, value in filled.items()}}
    arabic = Visitor(language="ar")
    response = arabic.post("support/", {**data, "step": "language"})
    assert soup(response).html["lang"] == "ar"
    assert soup(response).find("button", {"value": "language"})["lang"] == "en"
    assert summary_errors(response) == []
    now = fields_of(response)
    for name in ("form_token", "topic", "urgency", "language", "body", "contact", "page"):
        assert now[name] == data[name] if isinstance(data[name], list) else [data[name]]
    for name, value in filled.items():
        assert now[f"q-{name}"] == ([value] if isinstance(value, str) else value)
    final = response
    while heading(final) != heading(arabic.post("support/", {**data, "page": "review"})):
        final = press(arabic, final, "review")
    answers = sealed_payload(code(press(arabic, final, "send")))["answers"]
    assert [answer["value"] for answer in answers] == list(filled.values())


def test_other_language_complains_about_nothing_yet(open_form):
    visitor = Visitor()
    form_token = token(visitor.get("support/"))
    data = {"form_token": form_token, "body": "", "contact": "x" * 501, "step": "language"}
    response = Visitor(language="ar").post("support/", {**data, "page": "form"})
    assert summary_errors(response) == []
    assert kept(response, "contact") == "x" * 501


def test_enter_goes_on_and_does_not_change_the_language(open_form, each):
    """A browser presses the form's first button, wherever it stands in the page."""
    visitor = Visitor()
    for page in (visitor.get("support/"), start(visitor, open_form)):
        buttons = [
            button
            for button in soup(page).find_all("button")
            if button.get("form") == "ask" or button.find_parent(id="ask")
        ]
        assert (buttons[0]["name"], buttons[0]["value"]) == ("step", "review")
        assert (buttons[0]["tabindex"], buttons[0]["aria-hidden"]) == ("-1", "true")


# What changes while somebody writes


def answered(visitor: Visitor, opened, **typed):
    """Return the review page after the questions were answered."""
    return press(visitor, start(visitor, opened), "review", **typed)


@pytest.mark.parametrize("how", ["deleted", "out of use", "moved"])
def test_question_that_goes_meanwhile_leaves_its_answer(open_form, each, how):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed", one="b", yes_no="yes")
    gone = Question.objects.filter(code__in=["short", "one"])
    if how == "deleted":
        gone.delete()
    elif how == "out of use":
        gone.update(is_active=False)
    else:
        gone.update(topic=open_form.topics[1])
    again = press(visitor, press(visitor, review, "edit"), "review")
    assert asked_on(again) == ["long", "many", "yes_no"]
    review = press(visitor, again, "review")
    note = "(A question that is no longer asked. Your answer goes along all the same.)"
    assert rows(review)[f"{each['short'].label_en} {note}"] == "typed"
    assert rows(review)[f"{each['one'].label_en} {note}"] == "Answer b"
    answers = sealed_payload(code(press(visitor, review, "send")))["answers"]
    assert {answer["code"]: answer["value"] for answer in answers} == {
        "short": "typed",
        "one": "b",
        "yes_no": "yes",
    }
    assert {answer["question"]["en"] for answer in answers} >= {each["short"].label_en}


@pytest.mark.parametrize("how", ["deleted", "out of use"])
@pytest.mark.parametrize("step", ["review", "send"])
def test_topic_that_goes_meanwhile_keeps_text_and_answers(open_form, each, how, step):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed", many=["a", "b"])
    chosen = Topic.objects.filter(pk=open_form.topics[0].pk)
    chosen.delete() if how == "deleted" else chosen.update(is_active=False)
    page = press(visitor, review, step)
    assert heading(page) == "Ask for help"
    ((_target, line),) = summary_errors(page)
    assert "not on offer any more" in line
    assert kept(page, "body") == BODY
    assert not HelpRequest.objects.exists()
    review = press(visitor, page, "review", _topic=open_form.topics[1].code)
    assert heading(review) == "Is this right?"
    answers = sealed_payload(code(press(visitor, review, "send")))["answers"]
    assert [answer["value"] for answer in answers] == ["typed", ["a", "b"]]


@pytest.mark.parametrize("how", ["deleted", "out of use"])
@pytest.mark.parametrize(
    ("kind", "chosen", "left"), [("one", ["b"], []), ("many", ["a", "b"], ["a"])]
)
def test_choice_that_goes_meanwhile_is_asked_again(open_form, each, how, kind, chosen, left):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed", **{kind: chosen})
    gone = Choice.objects.filter(question=each[kind], code="b")
    gone.delete() if how == "deleted" else gone.update(is_active=False)
    page = press(visitor, review, "send")
    assert asked_on(page) == [kind]
    ((_target, line),) = summary_errors(page)
    assert "not on offer any more" in line
    data = fields_of(page)
    assert data.get(f"q-{kind}", []) == left
    assert data["q-short"] == ["typed"]
    review = press(visitor, page, "review", **{kind: ["c"]})
    answers = sealed_payload(code(press(visitor, review, "send")))["answers"]
    assert [answer["value"] for answer in answers] == ["typed", "c" if kind == "one" else ["c"]]


@pytest.mark.parametrize("is_required", [True, False])
def test_question_that_comes_meanwhile_is_asked_once_if_it_must_be(open_form, each, is_required):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed")
    make_question(open_form.topics[0], code="new", is_required=is_required)
    page = press(visitor, review, "send")
    assert HelpRequest.objects.exists() is not is_required
    if is_required:
        assert (asked_on(page), summary_errors(page)) == (["new"], [])
        review = press(visitor, page, "review", new="said")
        page = press(visitor, review, "send")
    answers = sealed_payload(code(page))["answers"]
    assert [answer["value"] for answer in answers] == ["typed", "said"][: 1 + is_required]


def test_reworded_question_keeps_its_answer_and_makes_no_second_request(open_form, each):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed", many=["a"])
    first = press(visitor, review, "send")
    Question.objects.update(label_en="New words", label_ar="كلمات جديدة")
    Choice.objects.update(label_en="New", label_ar="جديد")
    second = press(visitor, review, "send")
    assert code(first) == code(second)
    assert HelpRequest.objects.count() == Envelope.objects.count() == 1
    assert sealed_payload(code(first))["answers"][0]["question"]["en"] == each["short"].label_en


def test_other_answers_are_another_request(open_form, each):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed")
    codes = {code(press(visitor, review, "send", short=value)) for value in ("typed", "other")}
    assert len(codes) == HelpRequest.objects.count() == 2


def test_form_that_closed_meanwhile_shows_what_was_typed_to_questions(open_form, each):
    visitor = Visitor()
    review = answered(visitor, open_form, short="typed <b>", long="more", one="b")
    Topic.objects.update(is_active=False)
    shown = [cell.get_text(strip=True) for cell in soup(press(visitor, review, "edit")).main("dd")]
    assert shown == [BODY, "typed <b>", "more"]


# Forged


def test_hidden_answers_are_dropped(open_form, chain):
    make_question(open_form.topics[1], code="elsewhere")
    visitor = Visitor()
    forged = {"q-elsewhere": "x", "q-third": "x", "q-nothing": "x", "q-": "x", "q-second": "yes"}
    data = {**visitor.answers(open_form), **forged, "q-first": "b"}
    answers = sealed_payload(code(visitor.send(data)))["answers"]
    assert [answer["code"] for answer in answers] == ["first"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("one", "z"), ("one", ["a", "z"]), ("many", ["a", "z"]), ("yes_no", "a"), ("yes_no", "YES")],
)
def test_forged_choice_is_refused(open_form, each, name, value):
    visitor = Visitor()
    page = visitor.send({**visitor.answers(open_form), f"q-{name}": value})
    assert asked_on(page) == [name]
    assert "not on offer any more" in summary_errors(page)[0][1]
    assert not HelpRequest.objects.exists()


def test_choice_of_another_question_is_refused(open_form, each):
    other = make_question(open_form.topics[1], "one", choices=2)
    Choice.objects.filter(question=other).update(label_en="Other")
    Choice.objects.create(question=other, code="foreign", label_en="F", label_ar="ف")
    visitor = Visitor()
    page = visitor.send({**visitor.answers(open_form), "q-one": "foreign"})
    assert asked_on(page) == ["one"]


def test_forged_wording_of_a_question_is_not_believed(open_form, each):
    visitor = Visitor()
    page = start(visitor, open_form)
    genuine = fields_of(page)[ASKED_FIELD][0]
    plain = json.dumps([["bad", open_form.topics[0].code, "short", {"ar": "x", "en": "x"}]])
    for forged in (genuine[:-1] + ("A" if genuine[-1] != "A" else "B"), plain, "", "\x00", "x:y:z"):
        data = {**visitor.answers(open_form), "q-bad": "x", ASKED_FIELD: forged}
        assert sealed_payload(code(visitor.send(data)))["answers"] == []


def test_script_in_every_answer_and_wording_is_text(open_form, each):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    Question.objects.update(label_en=evil, help_en=evil)
    Choice.objects.update(label_en=evil[:120])
    visitor = Visitor()
    page = start(visitor, open_form)
    review = press(visitor, page, "review", short=evil, long=evil, one="a", many=["a", "b"])
    again = press(visitor, review, "questions")
    wrong = press(visitor, again, "review", short=evil * 9)
    back = press(visitor, again, "edit")
    for response in (page, review, again, wrong, back):
        assert "<script>alert" not in response.content.decode()
        assert soup(response).find("img", {"src": "x"}) is None
    assert rows(review)
    assert sealed_payload(code(press(visitor, review, "send")))["answers"][0]["value"] == evil


def test_digits_and_letters_are_kept_as_typed_in_one_normal_form(open_form, each):
    visitor = Visitor()
    composed, decomposed = "é ٠١٢٣ ۴۵ 67", "e\u0301 ٠١٢٣ ۴۵ 67"
    answers = [
        sealed_payload(code(press(visitor, answered(visitor, open_form, short=typed), "send")))
        for typed in (composed, decomposed)
    ]
    assert [payload["answers"][0]["value"] for payload in answers] == [composed, composed]


@pytest.mark.parametrize("name", ["q-short", "q-one", "q-many", "asked", "page", "q-\x00"])
def test_nul_in_an_answer_breaks_nothing(open_form, each, name):
    visitor = Visitor()
    for step in ("review", "send", "edit", "language", "questions"):
        data = {**visitor.answers(open_form), name: "\x00a\x00", "step": step}
        assert visitor.post("support/", data).status_code == 200


# What it costs


@pytest.mark.parametrize("count", [1, 3])
def test_questions_cost_the_same_queries_however_many(open_form, django_assert_num_queries, count):
    for topic in open_form.topics[:count]:
        for _number in range(count):
            first = make_question(topic, "one", choices=1 + count)
            make_question(topic, "many", choices=count, shown_after=first, shown_answer="a")
    visitor = Visitor()
    visitor.get("support/")
    answers = {**visitor.answers(open_form), "step": "review"}
    with django_assert_num_queries(10):
        page = visitor.post("support/", answers)
    assert len(asked_on(page)) == count
