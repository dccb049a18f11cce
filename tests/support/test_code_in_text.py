"""The return code pasted as the message: warned of, blanked out, and kept nowhere."""

import pytest

from support.models import Question
from tests.support.behind_the_code import CONTACT, PAGE, further, idle, said, signed
from tests.support.visitor import BODY, Visitor, kept, sealed_payload, summary_errors, token
from tests.vault.every_table import every_value
from vault.crypto import return_code
from vault.models import SealedMessage

pytestmark = pytest.mark.django_db
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WAYS = {
    "plain": lambda code: code,
    "groups": lambda code: " ".join(code[start : start + 4] for start in range(0, 20, 4)),
    "dashes": lambda code: "-".join(code[start : start + 4] for start in range(0, 20, 4)),
    "arabic": lambda code: code.translate(ARABIC),
    "lines": lambda code: "\r\n".join(code[start : start + 4] for start in range(0, 20, 4)),
    "controls": lambda code: "\u202e".join([code[:10], code[10:]]),
    "nul": lambda code: code[:10] + "\x00" + code[10:],
}


def holds(page, code: str) -> bool:
    """Tell whether the digits of a code stand on the page in any of our scripts."""
    digits = "".join(
        str(int(character)) for character in page.content.decode() if character.isdecimal()
    )
    return code in digits


def warned(page, field: str) -> bool:
    ((target, line),) = summary_errors(page)
    return target == f"#id_{field}" and "A return code stood here" in line


@pytest.mark.parametrize("way", WAYS)
def test_code_in_a_further_message_is_not_kept(visitor, way):
    text = f"My code is {WAYS[way](visitor.code)}. Is that right?"
    response = visitor.post(PAGE, further(visitor.page, text))
    assert response.status_code == 200
    assert warned(response, "body")
    assert not holds(response, visitor.code)
    assert kept(response, "body") == "My code is […]. Is that right?"
    assert said(visitor.get(PAGE)) == [("You", BODY)]
    assert SealedMessage.objects.count() == 2

    again = visitor.post(PAGE, further(response, kept(response, "body")))
    assert again.status_code == 302
    assert said(visitor.get(PAGE))[-1] == ("You", "My code is […]. Is that right?")


def test_code_in_a_text_that_is_too_long_is_blanked_too(visitor):
    response = visitor.post(PAGE, further(visitor.page, f"{visitor.code} {'x' * 20_000}"))
    assert not holds(response, visitor.code)
    assert {target for target, _line in summary_errors(response)} == {"#id_body"}


def test_code_in_a_form_that_is_foreign_or_late_is_blanked_too(visitor):
    data = further(visitor.page, f"It is {visitor.code}")
    foreign = visitor.post(PAGE, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert not holds(foreign, visitor.code)
    idle()
    late = visitor.post(PAGE, data)
    assert kept(late, "body") == "It is […]"
    assert not holds(late, visitor.code)


@pytest.mark.parametrize("field", ["contact", "safe_hours"])
def test_code_in_the_terms_of_contact_is_not_kept(visitor, field):
    page = visitor.get(CONTACT)
    response = visitor.post(CONTACT, signed(page, **{"contact": "@me", field: visitor.code}))
    assert warned(response, field)
    assert not holds(response, visitor.code)
    assert sealed_payload(visitor.code)["contact"] == ""


@pytest.mark.parametrize("step", ["review", "send", "edit", "language"])
@pytest.mark.parametrize("field", ["body", "contact", "safe_hours"])
def test_code_in_the_first_form_is_not_kept(open_form, step, field):
    visitor, code = Visitor(), return_code.generate()
    answers = visitor.answers(open_form, **{field: f"old code {WAYS['groups'](code)}"})
    response = visitor.post("support/", {**answers, "step": step})
    assert response.status_code == 200
    assert not holds(response, code)
    assert kept(response, field) == "old code […]"
    assert SealedMessage.objects.count() == 0
    if step in {"review", "send"}:
        assert warned(response, field)


@pytest.mark.parametrize("step", ["review", "send", "edit"])
def test_code_in_an_answer_to_a_question_is_not_kept(open_form, step):
    topic = open_form.topics[0]
    Question.objects.create(topic=topic, code="who", kind="short", label_en="Who?", label_ar="من؟")
    visitor, code = Visitor(), return_code.generate()
    answers = visitor.answers(open_form)
    first = visitor.post("support/", {**answers, "step": "review"})
    data = {**answers, "form_token": token(first), "q-who": f"old {code}", "page": "questions"}
    response = visitor.post("support/", {**data, "step": step})
    assert response.status_code == 200
    assert not holds(response, code)
    assert SealedMessage.objects.count() == 0


def test_another_long_number_passes(visitor):
    digits = "1234567890123456789"
    wrong = digits + str((int(return_code.check_digit(digits)) + 1) % 10)
    assert visitor.post(PAGE, further(visitor.page, f"Account {wrong}")).status_code == 302


def test_no_table_and_no_log_holds_the_code(visitor, caplog):
    visitor.post(PAGE, further(visitor.page, f"My code is {visitor.code}."))
    assert visitor.code not in caplog.text
    code = visitor.code.encode()
    assert [table for table, value in every_value() if code in value] == []
