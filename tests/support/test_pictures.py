"""Pictures with a request: sealed, shown to whom it is open, gone with it, or refused plainly."""

import io
import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as PillowImage

from core import pictures as reasons
from support.domain import access
from support.domain.deleting import delete_request
from support.forms.pictures import AGAIN
from support.models import Exclusion, HelpRequest, RequestAccess
from tests.core.test_pictures import LADEN, exif, jpeg_size, made
from tests.factories import support
from tests.factories.vault import unlocked
from tests.support.desk import Desk
from tests.support.visitor import BODY, Visitor, code, soup, summary_errors, token
from tests.vault.every_table import every_value
from vault.domain import keys as staff_keys
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import AccessLogEntry, Envelope, SealedFile, SealedMessage

pytestmark = pytest.mark.django_db
CANARY = "canary-77b2"  # the one that tests/core/test_pictures.py hides in its files
SIZES = [(40, 30), (30, 40), (20, 20)]


def upload(content: bytes, name: str = f"{CANARY}.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def three() -> list[SimpleUploadedFile]:
    return [upload(made("JPEG", size=size, exif=exif())) for size in SIZES]


def sizes(responses: list[HttpResponse]) -> list[tuple[int, int]]:
    return [PillowImage.open(io.BytesIO(response.content)).size for response in responses]


def images(response: HttpResponse) -> list[str]:
    return [image["src"] for image in soup(response).select("details.pictures img")]


def the_request() -> HelpRequest:
    return HelpRequest.objects.get()


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def sent(open_form, visitor) -> HttpResponse:
    """The visitor's conversation, in which three pictures were sent."""
    return visitor.ask_and_come_back(open_form, pictures=three())


@pytest.fixture
def helper(sent) -> support.VolunteerProfile:
    """Whoever answers the request."""
    return the_request().assigned_to


@pytest.fixture
def desk(helper) -> Desk:
    """Their desk, unlocked."""
    desk = Desk(helper.user)
    desk.unlock()
    return desk


def desk_addresses() -> list[str]:
    request = the_request()
    return [
        reverse("support_desk:picture", args=[request.pk, pk])
        for pk in SealedFile.objects.order_by("message__number", "number").values_list(
            "pk", flat=True
        )
    ]


# Sending


def test_the_last_page_asks_for_pictures_without_a_script(open_form, visitor):
    answers = visitor.answers(open_form)
    page = visitor.post("support/", {**answers, "page": "review"})
    control = soup(page).main.find("input", {"type": "file"})
    assert (control["name"], control.has_attr("multiple")) == ("pictures", True)
    form = control.find_parent("form")
    assert (form["method"], form["enctype"]) == ("post", "multipart/form-data")
    assert form.find("button", {"name": "step", "value": "send"})


def test_pictures_arrive_with_the_request_and_are_said_to(open_form, visitor):
    page = visitor.send(visitor.answers(open_form, pictures=three()))
    assert "Your 3 pictures arrived with it." in page.content.decode()
    message = SealedMessage.objects.get()
    assert [file.number for file in message.files.all()] == [1, 2, 3]
    assert {file.envelope_id for file in message.files.all()} == {message.envelope_id}


def test_without_pictures_nothing_is_said_of_them(open_form, visitor):
    page = visitor.send(visitor.answers(open_form))
    assert "arrived with it" not in page.content.decode()
    assert not SealedFile.objects.exists()


def test_the_same_form_sent_twice_is_one_request_with_its_pictures_once(open_form, visitor):
    answers = visitor.answers(open_form)
    codes = {code(visitor.send({**answers, "pictures": three()})) for _time in range(2)}
    assert len(codes) == 1
    assert (HelpRequest.objects.count(), SealedFile.objects.count()) == (1, 3)


def test_with_another_picture_the_same_form_is_another_request(open_form, visitor):
    answers = visitor.answers(open_form)
    contents = [made(), made(color="red"), None]
    codes = set()
    for content in contents:
        pictures = {"pictures": [upload(content)]} if content else {}
        codes.add(code(visitor.send({**answers, **pictures})))
    assert (len(codes), HelpRequest.objects.count()) == (3, 3)
    assert SealedFile.objects.count() == 2


def test_a_further_message_may_have_pictures(sent, visitor):
    data = {
        "form_token": token(sent),
        "conversation": soup(sent).main.find("input", {"name": "conversation"})["value"],
        "body": "More.",
    }
    for _twice in range(2):
        answer = visitor.post("support/conversation/", {**data, "pictures": three()[:2]})
        assert answer.status_code == 302
    assert SealedMessage.objects.count() == 2
    assert [file.message.number for file in SealedFile.objects.order_by("message", "number")].count(
        2
    ) == 2
    shown = visitor.get("support/conversation/")
    assert sizes([visitor.client.get(url) for url in images(shown)]) == [*SIZES, *SIZES[:2]]
    visitor.post("support/conversation/", {**data, "pictures": [upload(made(color="red"))]})
    assert (SealedMessage.objects.count(), SealedFile.objects.count()) == (3, 6)


# What is refused, with everything kept


REFUSED = {
    "no picture": (b"%PDF-1.7", reasons.OTHER_KIND),
    "a page": (b"<html><script>alert(1)</script>", reasons.OTHER_KIND),
    "a drawing with a program": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", reasons.OTHER_KIND),
    "empty": (b"", reasons.EMPTY),
    "damaged": (made("JPEG", size=(200, 200))[:-400], reasons.DAMAGED),
    "a bomb": (jpeg_size(65_000, 65_000), reasons.TOO_LARGE),
    "too many bytes": (b"\xff\xd8\xff" + bytes(reasons.MOST_BYTES), reasons.TOO_MANY_BYTES),
    "of a phone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), reasons.PHONE_FORMAT),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_picture_costs_no_word(open_form, visitor, kind):
    content, reason = REFUSED[kind]
    answers = visitor.answers(open_form, contact="+961 1 000 000")
    page = visitor.send({**answers, "pictures": [upload(content)]})
    assert page.status_code == 200
    assert not Envelope.objects.exists()
    lines = [line for _where, line in summary_errors(page)]
    assert lines == [f"Pictures – {reason}", f"Pictures – {AGAIN}"]
    shown = soup(page).main
    assert shown.find("input", {"name": "body"})["value"] == BODY
    assert shown.find("input", {"name": "contact"})["value"] == "+961 1 000 000"
    assert CANARY not in str(shown)
    # And from that very page it can be sent, with another picture or without.
    again = {field["name"]: field.get("value", "") for field in shown.select("form#ask input")}
    again.pop("pictures")
    assert code(visitor.post("support/", {**again, "step": "send"}))
    assert the_request().envelope.messages.count() == 1


def test_each_refused_picture_has_its_reason_and_none_is_taken(open_form, visitor):
    pictures = [upload(made()), upload(b""), upload(b"%PDF")]
    page = visitor.send(visitor.answers(open_form, pictures=pictures))
    assert [line for _where, line in summary_errors(page)] == [
        f"Pictures – Picture 2: {reasons.EMPTY}",
        f"Pictures – Picture 3: {reasons.OTHER_KIND}",
        f"Pictures – {AGAIN}",
    ]
    assert not SealedFile.objects.exists()


def test_a_fourth_picture_is_too_many(open_form, visitor):
    page = visitor.send(visitor.answers(open_form, pictures=[*three(), upload(made())]))
    assert "3 is the most" in summary_errors(page)[0][1]
    assert not Envelope.objects.exists()


def test_a_refused_picture_of_a_further_message_costs_no_word(sent, visitor):
    data = {
        "form_token": token(sent),
        "conversation": soup(sent).main.find("input", {"name": "conversation"})["value"],
        "body": "Words to keep.",
        "pictures": [upload(b"%PDF")],
    }
    page = visitor.post("support/conversation/", data)
    assert soup(page).main.find("textarea", {"name": "body"}).get_text().strip() == "Words to keep."
    assert f"Pictures – {reasons.OTHER_KIND}" in [line for _where, line in summary_errors(page)]
    assert SealedMessage.objects.count() == 1


def test_who_wrote_for_too_long_is_told_to_choose_the_pictures_again(sent, visitor):
    data = {"form_token": token(sent), "body": "Late.", "conversation": "x"}
    visitor.client.cookies.clear()
    page = visitor.post("support/conversation/", {**data, "pictures": three()})
    assert ("#id_pictures", f"Pictures – {AGAIN}") in summary_errors(page)
    assert soup(page).main.find("textarea", {"name": "body"}).get_text().strip() == "Late."
    again = {"form_token": token(page), "body": "Late.", "code": visitor.code}
    answer = visitor.post("support/conversation/", {**again, "pictures": three()[:1]})
    assert answer.status_code == 302
    assert (SealedMessage.objects.count(), SealedFile.objects.count()) == (2, 4)


# A disk that is full


class FullDisk:
    """Lets the saving of the `at`th picture fail as a full disk does."""

    def __init__(self, monkeypatch, error: Exception, *, at: int) -> None:
        self.calls, self.at, self.error = 0, at, error
        self.real = SealedFile.save
        monkeypatch.setattr(SealedFile, "save", lambda row, **options: self.save(row, **options))

    def save(self, row: SealedFile, **options) -> None:
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        self.real(row, **options)


FULL = [
    OperationalError("database or disk is full"),
    OSError(28, "No space left on device"),
]


@pytest.mark.parametrize("error", FULL, ids=["database", "system"])
def test_a_full_disk_leaves_no_half_request_and_keeps_the_words(
    open_form, visitor, monkeypatch, error
):
    answers = visitor.answers(open_form)
    FullDisk(monkeypatch, error, at=2)
    page = visitor.send({**answers, "pictures": three()})
    assert page.status_code == 503
    assert soup(page).main.find("textarea", {"name": "body"}).get_text().strip() == BODY
    left = [model.objects.count() for model in (HelpRequest, Envelope, SealedMessage, SealedFile)]
    assert left == [0, 0, 0, 0]
    # The same form, sent once more, is taken in once: the failure happens at the second call only.
    assert token(page) == answers["form_token"]
    assert code(visitor.send({**answers, "pictures": three()}))
    assert (HelpRequest.objects.count(), SealedFile.objects.count()) == (1, 3)


@pytest.mark.parametrize("error", FULL, ids=["database", "system"])
def test_a_full_disk_keeps_the_words_of_a_further_message(sent, visitor, monkeypatch, error):
    data = {
        "form_token": token(sent),
        "conversation": soup(sent).main.find("input", {"name": "conversation"})["value"],
        "body": "Words to keep.",
    }
    FullDisk(monkeypatch, error, at=2)
    page = visitor.post("support/conversation/", {**data, "pictures": three()})
    assert page.status_code == 503
    assert soup(page).main.find("textarea", {"name": "body"}).get_text().strip() == "Words to keep."
    assert ("#id_pictures", f"Pictures – {AGAIN}") in summary_errors(page)
    assert (SealedMessage.objects.count(), SealedFile.objects.count()) == (1, 3)
    assert the_request().status == HelpRequest.Status.NEW
    assert token(page) == data["form_token"]
    visitor.post("support/conversation/", {**data, "pictures": three()})
    assert (SealedMessage.objects.count(), SealedFile.objects.count()) == (2, 6)


# What is left behind


@pytest.mark.parametrize("kind", LADEN)
def test_nothing_that_came_with_a_picture_is_kept_anywhere(
    open_form, visitor, kind, tmp_path, settings, caplog
):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    name = f"../../{CANARY}\u202egpj.exe"
    page = visitor.send(visitor.answers(open_form, pictures=[upload(LADEN[kind], name)]))
    assert SealedFile.objects.count() == 1
    assert [table for table, value in every_value() if CANARY.encode() in value] == []
    assert CANARY not in caplog.text + page.content.decode()
    assert list(Path(tmp_path).rglob("*")) == []
    visitor.client.get(visitor.come_back(code(page))["Location"])
    shown = visitor.get("support/conversation/")
    (content,) = [visitor.client.get(url).content for url in images(shown)]
    assert CANARY.encode() not in content
    assert b"Exif" not in content


def test_no_picture_is_in_the_clear_in_the_database(sent):
    values = list(every_value())
    signs = [b"WEBP", b"JFIF"]
    assert [table for table, value in values if any(sign in value for sign in signs)] == []


# Looking at them: the visitor


def test_the_visitor_sees_what_they_sent_folded_away(sent, visitor):
    (folded,) = soup(sent).select("details.pictures")
    assert not folded.has_attr("open")
    assert re.sub(r"\s+", " ", folded.summary.get_text()).strip() == "Show the 3 pictures"
    found = folded.select("img")
    assert [image["alt"] for image in found] == [
        f"Picture {number} of 3 that you sent" for number in (1, 2, 3)
    ]
    assert {image["loading"] for image in found} == {"lazy"}
    assert sizes([visitor.client.get(image["src"]) for image in found]) == SIZES


def test_a_picture_s_answer_is_kept_by_nobody_and_can_do_nothing(sent, visitor):
    answer = visitor.client.get(images(sent)[0])
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in PICTURE_HEADERS} == PICTURE_HEADERS
    assert CANARY not in str(answer.headers)
    assert answer.cookies.output() == ""


PICTURE_HEADERS = {
    "Content-Type": "image/webp",
    "Content-Disposition": 'inline; filename="picture.webp"',
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def nothing_there(sent) -> bytes:
    """What everybody gets at an address at which no picture ever was."""
    path = f"/en/support/conversation/picture/{uuid4()}/"
    answer = Client().get(path)
    assert answer.status_code == 404
    return answer.content.replace(path.encode(), b"")


def not_there(client: Client, path: str, like: bytes) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content.replace(path.encode(), b"") == like
    assert answer.headers["Content-Type"].startswith("text/html")


def test_without_the_code_there_is_no_picture(sent, nothing_there):
    for path in images(sent):
        not_there(Client(), path, nothing_there)


def test_behind_another_code_there_is_no_picture(sent, open_form, nothing_there):
    other = Visitor()
    other.ask_and_come_back(open_form, pictures=[upload(made(color="red"))])
    for path in images(sent):
        not_there(other.client, path, nothing_there)
    own = images(other.get("support/conversation/"))
    assert sizes([other.client.get(path) for path in own]) == [(40, 30)]


def test_after_closing_there_is_no_picture(sent, visitor, nothing_there):
    visitor.post("return/close/", {"form_token": token(sent)})
    for path in images(sent):
        not_there(visitor.client, path, nothing_there)


def test_staff_s_sign_in_opens_nothing_on_the_visitor_s_side(sent, desk, nothing_there):
    for path in images(sent):
        not_there(desk.client, path, nothing_there)


def test_a_forged_picture_is_not_there_and_its_words_still_are(sent, visitor, nothing_there):
    SealedFile.objects.update(sealed=b"\x01forged")
    shown = visitor.get("support/conversation/")
    assert BODY in shown.content.decode()
    for path in images(shown):
        not_there(visitor.client, path, nothing_there)


def test_a_picture_can_be_asked_for_only(sent, visitor):
    path = images(sent)[0]
    assert visitor.client.head(path).status_code == 200
    assert visitor.client.post(path).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_looking_takes_the_same_queries_for_one_and_for_three(
    open_form, visitor, count, django_assert_num_queries
):
    page = visitor.ask_and_come_back(open_form, pictures=three()[:count])
    paths = images(page)
    assert len(paths) == count
    with django_assert_num_queries(3):
        visitor.client.get(paths[0])


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_add_one_query_to_the_conversation_however_many(open_form, visitor, count):
    visitor.ask_and_come_back(open_form, pictures=three()[:count])
    with CaptureQueriesContext(connection) as seen:
        visitor.get("support/conversation/")
    asked = [query["sql"] for query in seen if "vault_sealedfile" in query["sql"]]
    assert len(asked) == 1
    assert '"sealed"' not in asked[0]  # the pictures themselves are not read for the page


# Looking at them: the desk


def test_who_answers_sees_them_folded_away(desk, sent):
    page = desk.open(the_request())
    (folded,) = soup(page).select("details.pictures")
    assert not folded.has_attr("open")
    found = folded.select("img")
    assert [image["alt"] for image in found] == [
        f"Picture {number} of 3 from the visitor" for number in (1, 2, 3)
    ]
    assert {image["loading"] for image in found} == {"lazy"}
    answers = [desk.client.get(image["src"]) for image in found]
    assert sizes(answers) == SIZES
    for answer in answers:
        # The admin writes its own of these two over those of every page.
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
        rest = set(PICTURE_HEADERS) - {"Cache-Control", "Referrer-Policy"}
        assert {name: answer.headers[name] for name in rest} == {
            name: PICTURE_HEADERS[name] for name in rest
        }


def test_the_desk_s_answers_have_no_pictures_to_show(desk, sent):
    request = the_request()
    desk.reply(request, "Hello.", token=desk.token(request))
    assert len(soup(desk.open(request)).select("details.pictures")) == 1


def test_looking_is_in_the_access_log(desk, sent):
    before = AccessLogEntry.objects.count()
    desk.client.get(desk_addresses()[0])
    entry = AccessLogEntry.objects.latest("pk")
    assert AccessLogEntry.objects.count() == before + 1
    assert (entry.envelope_id, entry.user) == (the_request().envelope_id, desk.user)


def desk_404(desk: Desk, path: str) -> bytes:
    answer = desk.client.get(path)
    assert answer.status_code == 404
    return answer.content.replace(path.encode(), b"")


def nowhere(desk: Desk) -> bytes:
    """What this person gets where no request ever was."""
    return desk_404(desk, reverse("support_desk:picture", args=[uuid4(), uuid4()]))


@pytest.mark.parametrize("is_unlocked", [True, False])
@pytest.mark.parametrize("who", ["unassigned", "superuser", "editor", "coordinator"])
def test_who_may_not_read_finds_nothing(sent, open_form, who, is_unlocked):
    request = the_request()
    if who == "superuser":
        user = support.make_volunteer(topics=[]).user
        user.is_superuser = True
        user.save()
    elif who == "editor":
        user = support.make_volunteer(topics=[], has_key=False).user
        user.volunteer_profile.delete()
        user.refresh_from_db()
    elif who == "coordinator":
        user = open_form.coordinator.user  # holds a grant, and would have to step in first
        assert not RequestAccess.objects.filter(request=request, profile__user=user).exists()
    else:
        user = support.make_volunteer().user
    desk = Desk(user)
    if is_unlocked and who != "editor":
        desk.unlock()
    log = AccessLogEntry.objects.count()
    for path in desk_addresses():
        assert desk_404(desk, path) == nowhere(desk)
    assert AccessLogEntry.objects.count() == log


def test_nobody_who_is_not_signed_in_finds_anything(sent):
    for path in [*desk_addresses(), reverse("support_desk:picture", args=[uuid4(), uuid4()])]:
        answer = Client().get(path)
        assert answer.status_code in {302, 404}
        assert "picture" not in answer.headers.get("Content-Type", "")
        assert b"WEBP" not in answer.content


def test_who_was_shut_out_finds_nothing(desk, sent):
    request = the_request()
    access.exclude(request=request, profile=request.assigned_to, why=Exclusion.Why.SHUT_OUT)
    for path in desk_addresses():
        assert desk_404(desk, path) == nowhere(desk)


def test_whose_key_was_revoked_finds_nothing(desk, sent):
    paths = desk_addresses()
    staff_keys.revoke_staff_key(key=desk.user.staff_keys.get())
    for path in paths:
        assert desk_404(desk, path) == nowhere(desk)


def test_a_locked_desk_shows_nothing(helper, sent):
    locked = Desk(helper.user)
    for path in desk_addresses():
        assert desk_404(locked, path) == nowhere(locked)


def test_a_picture_is_found_at_its_own_request_only(desk, sent, open_form):
    theirs = desk_addresses()[0]
    other = Visitor()
    other.ask_and_come_back(open_form, pictures=[upload(made(color="red"))])
    second = HelpRequest.objects.exclude(pk=UUID(theirs.split("/")[-4])).get()
    access.widen_access(
        request=second, profiles=[desk.user.volunteer_profile], why=RequestAccess.Why.ENTRUSTED
    )
    path = reverse("support_desk:picture", args=[second.pk, theirs.split("/")[-2]])
    assert desk_404(desk, path) == nowhere(desk)


def test_a_forged_picture_at_the_desk_is_not_there_and_the_words_are(desk, sent):
    SealedFile.objects.update(sealed=b"\x01forged")
    assert BODY in desk.open(the_request()).content.decode()
    assert desk_404(desk, desk_addresses()[0]) == nowhere(desk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_for_pictures_once_however_many(open_form, visitor, count):
    visitor.ask_and_come_back(open_form, pictures=three()[:count])
    desk = Desk(the_request().assigned_to.user)
    desk.unlock()
    desk.open(the_request())
    with CaptureQueriesContext(connection) as seen:
        desk.open(the_request())
    assert len([query for query in seen if "vault_sealedfile" in query["sql"]]) == 1


# Deleting


def test_what_the_visitor_deletes_is_gone_with_its_pictures(sent, visitor, nothing_there):
    paths = images(sent)
    delete_request(envelope=the_request().envelope)
    assert not SealedFile.objects.exists()
    for path in paths:
        not_there(visitor.client, path, nothing_there)


def test_another_request_keeps_its_pictures(sent, open_form):
    other = Visitor()
    other.ask_and_come_back(open_form, pictures=[upload(made(color="red"))])
    first = HelpRequest.objects.order_by("pk")
    gone, kept = (request for request in sorted(first, key=lambda row: -row.envelope.files.count()))
    delete_request(envelope=gone.envelope)
    assert [file.envelope_id for file in SealedFile.objects.all()] == [kept.envelope_id]


# Underneath


def test_a_picture_belongs_to_the_words_it_was_sent_with(sent, helper):
    record = records.open_by_grant(envelope=the_request().envelope, key=unlocked(helper.user))
    (message,) = read_messages(record=record)
    assert {file.message_id for file in SealedFile.objects.all()} == {message.id}
