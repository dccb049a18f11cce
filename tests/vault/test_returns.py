"""Coming back: one answer to every code that opens nothing, and one cookie for one that does."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.domain import deleting
from tests.factories.support import open_form as make_open_form
from tests.factories.support import submit
from tests.support.visitor import Visitor, heading, summary_errors, title, token
from vault import returns
from vault.crypto import return_code
from vault.domain import records
from vault.models import Envelope, OpenReturn

pytestmark = pytest.mark.django_db
COOKIE = "__Host-return"


@pytest.fixture
def opened():
    return make_open_form()


@pytest.fixture
def derivations(monkeypatch) -> list[bytes]:
    """What Argon2id was asked to stretch, in order."""
    asked = []
    real = return_code.stretch

    def spy(**kwargs):
        asked.append(kwargs["password"])
        return real(**kwargs)

    monkeypatch.setattr(return_code, "stretch", spy)
    return asked


def without_what_is_typed(response, typed: str) -> str:
    """Return the page without its token and without the code that it shows back."""
    page = response.content.decode().replace(token(response), "TOKEN")
    return re.sub(r'(name="code"\s+value=)"[^"]*"', r'\1"TYPED"', page)


def deleted_code(opened) -> str:
    submission = submit(opened)
    deleting.delete_request(envelope=submission.request.envelope)
    return submission.code


def unknown_code() -> str:
    return return_code.generate()


def wrong_check_digit(opened) -> str:
    right = submit(opened).code
    return right[:-1] + str((int(right[-1]) + 1) % 10)


WRONG = {
    "unknown": lambda opened: unknown_code(),
    "deleted": deleted_code,
    "wrong check digit": wrong_check_digit,
    "too short": lambda opened: unknown_code()[:-1],
    "too long": lambda opened: unknown_code() + "0",
    "letters": lambda opened: "my secret word",
    "only spaces": lambda opened: "   ",
    "a NUL": lambda opened: f"{unknown_code()}\x00",
    "an override": lambda opened: "\u202e12",
    "very long": lambda opened: "1" * 5000,
    "another script": lambda opened: "१२३४५६७८९०१२३४५६७८९०",
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_code_that_opens_nothing_gets_one_answer(opened, derivations, language):
    submit(opened)  # something is there that could be opened
    visitor = Visitor(language=language)
    answers, queries = set(), set()
    for name, make in WRONG.items():
        typed = make(opened)
        form_token = token(visitor.get("return/"))
        del derivations[:]
        with CaptureQueriesContext(connection) as captured:
            response = visitor.post("return/", {"form_token": form_token, "code": typed})
        assert len(derivations) == 1, name
        assert response.status_code == 200, name
        assert response.cookies == {}, name
        answers.add(without_what_is_typed(response, typed))
        queries.add(tuple(query["sql"].split("WHERE")[0] for query in captured))
    assert len(answers) == 1
    assert len(queries) == 1


def test_wrong_code_is_named_beside_the_field_and_stays_typed(opened):
    response = Visitor().come_back("1234 5678")
    ((target, line),) = summary_errors(response)
    assert target == "#id_code"
    assert "opens nothing here" in line
    assert 'value="1234 5678"' in response.content.decode()
    assert title(response) == "Error: Sanad"


def test_right_code_costs_one_derivation_as_well(opened, derivations):
    code = submit(opened).code
    del derivations[:]
    assert Visitor().come_back(code).status_code == 302
    assert len(derivations) == 1


@pytest.mark.parametrize(
    "spell",
    [
        lambda code: code,
        return_code.format_code,
        lambda code: code.translate({ord("0") + n: 0x660 + n for n in range(10)}),
        lambda code: "-".join(
            code[n : n + 4].translate({48 + n: 0x6F0 + n for n in range(10)})
            for n in range(0, 20, 4)
        ),
        lambda code: f"\u200f {code} \u200e",
    ],
    ids=["plain", "groups", "Arabic-Indic", "Persian with dashes", "with marks"],
)
def test_code_is_taken_however_it_is_typed(opened, spell):
    assert Visitor().come_back(spell(submit(opened).code)).status_code == 302


def test_empty_field_is_named_and_breaks_nothing(opened):
    visitor = Visitor()
    response = visitor.post("return/", {"form_token": token(visitor.get("return/")), "code": ""})
    assert "Type the code that you were shown" in summary_errors(response)[0][1]
    assert visitor.post("return/", {}).status_code == 200
    assert visitor.post("return/", {}, headers={}).status_code == 403


def test_right_code_sets_the_one_cookie(opened):
    response = Visitor().come_back(submit(opened).code)
    (cookie,) = response.cookies.values()
    assert cookie.key == COOKIE
    flags = {name: value for name, value in cookie.items() if value}
    assert flags == {"path": "/", "secure": True, "httponly": True, "samesite": "Strict"}
    assert response["Location"] == "/en/support/conversation/"
    assert response["Referrer-Policy"] == "same-origin"


def test_database_alone_does_not_open_what_is_open_now(opened):
    submission = submit(opened)
    visitor = Visitor()
    visitor.come_back(submission.code)
    row = OpenReturn.objects.get()
    cookie = visitor.client.cookies[COOKIE].value
    stored = [bytes(row.token_digest), bytes(row.sealed_secret)]
    secret = records.open_by_code(keys=records.stretch_code(typed=submission.code)).secret
    assert all(secret not in blob and cookie.encode() not in blob for blob in stored)


@pytest.mark.parametrize(
    "value",
    ["", "x", "é", "A" * 44, "=" * 44, "A" * 43 + "=", "\\000", "../../etc/passwd", "A" * 5000],
)
def test_forged_cookie_opens_nothing(opened, value):
    submission = submit(opened)
    Visitor().come_back(submission.code)
    other = Visitor()
    other.client.cookies[COOKIE] = value
    response = other.get("support/conversation/")
    assert response.status_code == 302
    assert response["Location"] == "/en/return/"
    assert response.cookies == {}


def test_open_code_closes_after_fifteen_idle_minutes(opened):
    visitor = Visitor()
    visitor.ask_and_come_back(opened)
    idle = timedelta(seconds=settings.VAULT_IDLE_SECONDS)
    OpenReturn.objects.update(used_at=timezone.now() - idle + timedelta(seconds=5))
    assert visitor.get("support/conversation/").status_code == 200
    # That was a step, so the time began anew.
    assert OpenReturn.objects.get().used_at > timezone.now() - timedelta(seconds=60)
    OpenReturn.objects.update(used_at=timezone.now() - idle - timedelta(seconds=1))
    assert visitor.get("support/conversation/").status_code == 302
    assert settings.VAULT_IDLE_SECONDS == 15 * 60


def test_job_deletes_exactly_what_is_idle(opened):
    for _ in range(3):
        Visitor().ask_and_come_back(opened)
    kept, idle, older = OpenReturn.objects.all()
    limit = timedelta(seconds=settings.VAULT_IDLE_SECONDS)
    OpenReturn.objects.filter(pk=idle.pk).update(used_at=timezone.now() - limit)
    OpenReturn.objects.filter(pk=older.pk).update(used_at=timezone.now() - 2 * limit)
    assert returns.delete_idle() == 2
    assert list(OpenReturn.objects.values_list("pk", flat=True)) == [kept.pk]
    assert Envelope.objects.count() == 3


def test_closing_takes_the_row_and_the_cookie(opened):
    visitor = Visitor()
    page = visitor.ask_and_come_back(opened)
    stays = Visitor()
    stays.ask_and_come_back(opened)
    response = visitor.post("return/close/", {"form_token": token(page)})
    assert (response.status_code, response["Location"]) == (302, "/en/return/")
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["secure"], cookie["path"]) == ("", 0, True, "/")
    assert response["Clear-Site-Data"] == '"cache"'  # nor does Back show it from memory
    assert OpenReturn.objects.count() == 1
    assert visitor.get("support/conversation/").status_code == 302
    assert stays.get("support/conversation/").status_code == 200


def test_page_from_elsewhere_closes_nothing(opened):
    visitor = Visitor()
    page = visitor.ask_and_come_back(opened)
    visitor.post(
        "return/close/", {"form_token": token(page)}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert visitor.get("support/conversation/").status_code == 200
    assert visitor.get("return/close/").status_code == 405


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_code_from_another_page_is_not_tried(opened, derivations, site):
    code = submit(opened).code
    visitor = Visitor()
    form_token = token(visitor.get("return/"))
    del derivations[:]
    response = visitor.post(
        "return/", {"form_token": form_token, "code": code}, headers={"Sec-Fetch-Site": site}
    )
    assert (response.status_code, response.cookies, derivations) == (403, {}, [])
    assert code in response.content.decode()


def test_code_never_works_in_an_address(opened):
    code = submit(opened).code
    response = Visitor().get(f"return/?code={code}")
    assert response.status_code == 200
    assert code not in response.content.decode()
    assert response.cookies == {}


def test_open_code_of_one_kind_is_not_shown_by_the_page_of_another(opened):
    visitor = Visitor()
    visitor.ask_and_come_back(opened)
    Envelope.objects.update(kind="story")
    assert visitor.get("support/conversation/").status_code == 302


def test_two_browsers_open_one_record_each_with_their_own_row(opened):
    code = submit(opened).code
    first, second = Visitor(), Visitor()
    first.come_back(code)
    second.come_back(code)
    digests = {bytes(row.token_digest) for row in OpenReturn.objects.all()}
    assert len(digests) == 2
    assert first.client.cookies[COOKIE].value != second.client.cookies[COOKIE].value


def test_row_moved_to_another_record_opens_nothing(opened):
    visitor, other = Visitor(), Visitor()
    visitor.ask_and_come_back(opened)
    other.ask_and_come_back(opened)
    mine, theirs = OpenReturn.objects.order_by("used_at")
    OpenReturn.objects.filter(pk=mine.pk).update(envelope=theirs.envelope)
    assert visitor.get("support/conversation/").status_code == 302


def test_heading_is_real(opened):
    assert heading(Visitor().get("return/")) == "Come back with your code"


def test_code_opened_while_its_record_is_deleted_opens_nothing(opened):
    sent = submit(opened)
    record = records.open_by_code(keys=records.stretch_code(typed=sent.code))
    records.delete_record(envelope=record.envelope)
    response = HttpResponse()
    returns.start(response, record)
    assert response.cookies == {}
    assert not OpenReturn.objects.exists()
