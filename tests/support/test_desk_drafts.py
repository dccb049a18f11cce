"""An answer that is not sent yet: kept sealed, shown to its author alone, and gone in time."""

from uuid import UUID

import pytest
from django.core import signing

from support.desk.forms import BODY_LENGTH
from support.domain import conversing, drafting, handing_over
from support.domain.recusing import recuse
from support.domain.shutting_out import shut_out
from support.models import HelpRequest
from support.rules.reasons import HandOver
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from vault.domain import records
from vault.domain.messages import read_messages
from vault.domain.parts import read_part
from vault.models import SealedMessage, SealedPart

pytestmark = pytest.mark.django_db

DRAFT = "egret-on-the-mudflat <script>alert(1)</script>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that a volunteer answers."""
    return support.submit(open_form).request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it, unlocked."""
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    return desk


def names() -> set[str]:
    """Return the names of all drafts."""
    return set(SealedPart.objects.filter(name__startswith="draft").values_list("name", flat=True))


def name_of(profile) -> str:
    return f"draft|{profile.pk}"


def typed(response) -> str:
    """Return what stands in the answer's field."""
    return soup(response).find("textarea", {"name": "body"}).get_text().strip()


def save(desk: Desk, request, body: str, *, token: str = ""):
    """Keep a draft as the page does by itself."""
    return desk.post(request, "draft", {"body": body, "message_token": token})


def test_draft_kept_by_its_button_is_sealed_to_staff_and_loaded_again(desk, request_):
    response = desk.reply(request_, DRAFT, token=desk.token(request_), keep="draft")
    assert response["Location"] == address(request_)
    page = desk.open(request_)
    assert typed(page) == DRAFT
    assert "<script>alert" not in page.content.decode()
    assert soup(page).select_one("[data-desk-kept]").get_text().startswith("Kept at ")
    part = SealedPart.objects.get(name=name_of(request_.assigned_to))
    assert part.is_staff_only
    assert b"egret" not in bytes(part.sealed)
    assert (part.saved_at.second, part.saved_at.microsecond) == (0, 0)
    assert SealedMessage.objects.count() == 1
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.NEW


def test_draft_is_nothing_that_a_return_code_opens(open_form, request_, desk):
    save(desk, request_, DRAFT)
    key = vault.unlocked(request_.assigned_to.user)
    staff = records.open_by_grant(envelope=request_.envelope, key=key)
    visitor = records.OpenedRecord(envelope=request_.envelope, secret=staff.secret)
    with pytest.raises(ValueError, match="staff"):
        read_part(record=visitor, name=name_of(request_.assigned_to))
    assert len(read_messages(record=visitor)) == 1


def test_page_keeps_it_by_itself_and_the_latest_stands(desk, request_):
    token = desk.token(request_)
    for body in ("One", "One and two"):
        response = save(desk, request_, body, token=token)
        assert response.status_code == 200
        assert response.json()["said"].startswith("Kept at ")
    assert "no-store" in response["Cache-Control"]
    assert typed(desk.open(request_)) == "One and two"
    assert names() == {name_of(request_.assigned_to)}


def test_emptied_answer_is_kept_no_more(desk, request_):
    save(desk, request_, DRAFT)
    assert save(desk, request_, " \n").json() == {"said": ""}
    assert names() == set()


def test_locked_desk_keeps_what_is_typed(desk, request_):
    token = desk.token(request_)
    desk.client.post("/admin/desk/lock/")
    assert save(desk, request_, "In the page", token=token).status_code == 200
    response = desk.reply(request_, "By the button", token=token, keep="draft")
    assert response["Location"] == address(request_)
    assert "By the button" not in desk.open(request_).content.decode()
    desk.unlock()
    assert typed(desk.open(request_)) == "By the button"


def test_too_long_a_text_is_not_kept_and_the_page_is_told(desk, request_):
    save(desk, request_, DRAFT)
    response = save(desk, request_, "م" * (BODY_LENGTH + 1))
    assert response.status_code == 413
    assert response.json() == {"said": "Not kept: it is too long."}
    assert typed(desk.open(request_)) == DRAFT


def test_others_see_that_somebody_writes_and_not_what(open_form, desk, request_):
    save(desk, request_, DRAFT)
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    coordinator.step_in(request_)
    page = coordinator.open(request_)
    assert f"{request_.assigned_to.alias} has an answer here that is not sent yet." in text(page)
    assert "egret" not in page.content.decode()
    assert typed(page) == ""
    assert "is not sent yet" not in text(desk.open(request_))
    save(coordinator, request_, "Mine")
    assert (typed(coordinator.open(request_)), typed(desk.open(request_))) == ("Mine", DRAFT)


def test_sending_deletes_it_and_what_the_page_saves_late_does_not_come_back(desk, request_):
    token = desk.token(request_)
    save(desk, request_, "Half", token=token)
    desk.reply(request_, "Whole", token=token)
    assert names() == set()
    assert save(desk, request_, "Half", token=token).json() == {"said": ""}
    assert names() == set()
    assert typed(desk.open(request_)) == ""


def test_refused_answer_keeps_the_draft(desk, request_):
    save(desk, request_, DRAFT)
    desk.reply(request_, " ", token=desk.token(request_))
    assert names() == {name_of(request_.assigned_to)}


def test_closing_deletes_everybodys_and_keeps_none_afterwards(open_form, desk, request_):
    coordinator = open_form.coordinator
    record = records.open_by_grant(envelope=request_.envelope, key=vault.unlocked(coordinator.user))
    Desk(coordinator.user).step_in(request_)
    drafting.keep_draft(request=request_, author=coordinator, body="Mine")
    save(desk, request_, DRAFT)
    assert len(names()) == 2
    desk.post(request_, "close")
    assert names() == set()
    response = save(desk, request_, DRAFT)
    assert response.status_code == 409
    assert response.json() == {"said": "Not kept: the request was closed."}
    desk.reply(request_, DRAFT, keep="draft")
    assert names() == set()
    assert record.envelope.parts.filter(name="contact").exists(), "only drafts go"


@pytest.mark.parametrize("how", ["handed_over", "shut_out", "recused"])
def test_who_loses_the_request_loses_their_draft_and_nobody_else_does(open_form, request_, how):
    author, coordinator = request_.assigned_to, open_form.coordinator
    Desk(coordinator.user).step_in(request_)
    for profile in (author, coordinator):
        drafting.keep_draft(request=request_, author=profile, body=DRAFT)
    if how == "handed_over":
        handing_over.hand_over(
            request=request_,
            record=records.open_by_grant(
                envelope=request_.envelope, key=vault.unlocked(coordinator.user)
            ),
            actor=coordinator,
            target=support.make_volunteer(),
            reason=HandOver.ENTRUSTED,
            keeps_former=True,
        )
    elif how == "shut_out":
        shut_out(envelope=request_.envelope, profile=author)
    else:
        recuse(request=request_, profile=author)
    assert names() == {name_of(coordinator)}
    with pytest.raises(conversing.RequestGone):
        drafting.keep_draft(request=request_, author=author, body=DRAFT)
    assert names() == {name_of(coordinator)}


def test_damaged_draft_is_left_out_and_the_page_stands(desk, request_):
    save(desk, request_, DRAFT)
    part = SealedPart.objects.get(name=name_of(request_.assigned_to))
    part.sealed = bytes(part.sealed)[:-1] + b"\x00"
    part.save()
    page = desk.open(request_)
    assert page.status_code == 200
    assert typed(page) == ""


def test_who_would_have_to_step_in_keeps_no_draft(open_form, request_):
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    assert save(coordinator, request_, DRAFT).status_code == 404
    assert names() == set()


def test_address_of_drafts_takes_posts_alone_and_wants_a_csrf_token(desk, request_):
    assert desk.client.get(address(request_, "draft")).status_code == 405
    assert desk.client.get(address(None, "draft")).status_code == 405
    desk.client.handler.enforce_csrf_checks = True
    assert save(desk, request_, DRAFT).status_code == 403
    assert names() == set()


def test_token_is_an_id_and_nothing_else(desk, request_):
    token = desk.token(request_)
    signer = signing.Signer(salt=f"support.desk.reply|{request_.pk}")
    assert UUID(signer.unsign(token)).version == 4
