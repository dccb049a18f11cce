"""Shutting a person out: for good, at once, without a word to them, and never the last one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from core import anonymous_forms
from support.desk import urls as desk_urls
from support.domain import access, conversing, deleting, shutting_out
from support.domain.history import record_event
from support.models import Exclusion, HelpRequest, ReadMark, RequestEvent, Tally, VolunteerProfile
from support.views import shutting_out as views
from tests.factories.support import CrisisContactFactory, make_volunteer, submit
from tests.factories.vault import make_staff_key, unlocked
from tests.support.behind_the_code import (
    DELETE,
    PAGE,
    SHUT_OUT,
    further,
    idle,
    request_of,
    said,
    section,
    signed,
    staff_answers,
)
from tests.support.desk import Desk, address
from tests.support.queue import alarms, forget_news, told
from tests.support.visitor import BODY, Visitor, heading, soup, summary_errors
from vault.domain import keys, parts, records
from vault.models import Grant, SealedPart, StaffKey

pytestmark = pytest.mark.django_db
Kind = RequestEvent.Kind


def _unlocked(profile: VolunteerProfile) -> keys.UnlockedKey:
    return unlocked(profile.user)


def users_with_a_grant(request: HelpRequest) -> set:
    """Return the accounts whose keys open a request; none stands for the organisation."""
    return set(
        Grant.objects.filter(envelope=request.envelope).values_list("staff_key__user", flat=True)
    )


def readers(request: HelpRequest) -> set:
    """Return who may read now."""
    return {entry.profile for entry in request.access.select_related("profile")}


def people(page) -> dict[str, str]:
    """Return the choices on the page: how each is called, and the word that stands for them."""
    return {
        " ".join(choice.find_parent("label").get_text().split()): choice["value"]
        for choice in soup(page).select("input[name=person]")
    }


def choose(page, alias: str) -> dict:
    """Return what the form sends for the person with this alias."""
    (word,) = [word for name, word in people(page).items() if name.startswith(f"{alias},")]
    return signed(page, person=word)


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(visitor) -> HelpRequest:
    """The visitor's request, with no news of it."""
    forget_news()
    return request_of(visitor)


# What it does


def test_who_answers_loses_all_and_the_backup_follows(request_, open_form):
    shut, backup = request_.assigned_to, request_.backup
    access.widen_access(request=request_, profiles=[open_form.coordinator], why="escalated")
    for profile in (shut, backup):
        ReadMark.objects.create(request=request_, profile=profile, number=1)
        parts.put_part(
            envelope=request_.envelope,
            name=f"draft|{profile.pk}",
            payload={"body": "x"},
            staff_only=True,
            now=records.now(),
        )
    shutting_out.shut_out(envelope=request_.envelope, profile=shut)
    request_.refresh_from_db()
    assert request_.assigned_to == backup
    assert users_with_a_grant(request_) == {None, backup.user_id, open_form.coordinator.user_id}
    assert readers(request_) == {backup, open_form.coordinator}
    exclusions = Exclusion.objects.values_list("request", "profile", "why")
    assert list(exclusions) == [(request_.pk, shut.pk, "shut_out")]
    assert set(request_.envelope.parts.values_list("name", flat=True)) == {
        "contact",
        f"draft|{backup.pk}",
    }
    assert [mark.profile for mark in ReadMark.objects.all()] == [backup]
    (event,) = request_.events.filter(kind=Kind.SHUT_OUT)
    assert (event.actor, event.target, event.reason, event.facts) == (None, shut, "", {})
    assert Tally.objects.get(what="shut_out").count == 1
    assert told() == {backup.user_id}


def test_the_next_one_has_the_full_time(request_):
    conversing.open_request(request=request_, key=_unlocked(request_.assigned_to))
    long_ago = records.now() - timedelta(days=9)
    HelpRequest.objects.filter(pk=request_.pk).update(waiting_since=long_ago, step=2)
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    request_.refresh_from_db()
    assert (request_.acknowledged_at, request_.step) == (None, 0)
    assert request_.waiting_since > long_ago


@pytest.mark.parametrize(("status", "expected"), [("answered", "waiting"), ("closed", "closed")])
def test_an_answer_by_them_leaves_the_request_in_need_of_one(request_, status, expected):
    HelpRequest.objects.filter(pk=request_.pk).update(status=status)
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    request_.refresh_from_db()
    assert request_.status == expected


def test_who_stands_by_or_coordinates_can_be_shut_out_and_nothing_else_changes(request_, open_form):
    conversing.open_request(request=request_, key=_unlocked(request_.assigned_to))
    forget_news()
    answers = request_.assigned_to
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.backup)
    request_.refresh_from_db()
    since = request_.waiting_since, request_.acknowledged_at
    assert request_.assigned_to == answers
    assert request_.backup != open_form.volunteers[0] or answers == open_form.volunteers[0]
    assert readers(request_) == {answers}
    assert users_with_a_grant(request_) == {None, answers.user_id, open_form.coordinator.user_id}
    assert (request_.waiting_since, request_.acknowledged_at) == since
    assert told() == set()


def test_second_time_changes_nothing(request_):
    shut = request_.assigned_to
    for _ in range(3):
        shutting_out.shut_out(envelope=request_.envelope, profile=shut)
    assert request_.events.filter(kind=Kind.SHUT_OUT).count() == 1
    assert Tally.objects.get(what="shut_out").count == 1


def test_nobody_without_a_grant_follows_and_coordinators_are_alarmed(request_, open_form):
    make_volunteer()  # would fit, has room, and holds no key to it
    for profile in (request_.assigned_to, request_.backup):
        shutting_out.shut_out(envelope=request_.envelope, profile=profile)
    request_.refresh_from_db()
    assert request_.assigned_to in {None, open_form.coordinator}
    assert request_.backup is None
    assert readers(request_) == {open_form.coordinator}
    assert users_with_a_grant(request_) == {None, open_form.coordinator.user_id}
    assert "too_few_holders" in alarms()
    assert open_form.coordinator.user_id in told()


def test_somebody_always_reads_though_they_be_away(request_, open_form):
    type(request_.backup).objects.filter(pk=request_.backup_id).update(is_available=False)
    shutting_out.shut_out(envelope=request_.envelope, profile=open_form.coordinator)
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    assert readers(request_) == {request_.backup}
    assert told() == {request_.backup.user_id}


def test_the_last_holder_is_not_shut_out(request_, open_form):
    for profile in (request_.assigned_to, request_.backup):
        shutting_out.shut_out(envelope=request_.envelope, profile=profile)
    before = users_with_a_grant(request_)
    with pytest.raises(shutting_out.LastHolder):
        shutting_out.shut_out(envelope=request_.envelope, profile=open_form.coordinator)
    assert users_with_a_grant(request_) == before
    assert Exclusion.objects.count() == 2


def test_a_holder_whose_key_ended_is_nobody_to_leave_it_to(request_, open_form):
    for profile in (request_.backup, open_form.coordinator):
        keys.revoke_staff_key(key=StaffKey.objects.get(user=profile.user))
    with pytest.raises(shutting_out.LastHolder):
        shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)


def test_who_holds_nothing_is_not_shut_out_of_it(request_):
    with pytest.raises(shutting_out.NoHolder):
        shutting_out.shut_out(envelope=request_.envelope, profile=make_volunteer())
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize("how", ["lost key", "handed over"])
def test_who_answered_and_holds_no_key_now_is_shut_out_all_the_same(visitor, request_, how):
    """Else a coordinator could let them in again, and the visitor would only read of it."""
    answered = request_.assigned_to
    record_event(request=request_, kind=Kind.ANSWERED, actor=answered)
    if how == "lost key":
        keys.revoke_staff_key(key=StaffKey.objects.get(user=answered.user))
    else:
        Grant.objects.filter(staff_key__user=answered.user).delete()
    page = visitor.get(SHUT_OUT)
    assert f"{answered.alias_en}, who has no key to it now" in people(page)
    assert visitor.post(SHUT_OUT, choose(page, answered.alias_en)).status_code == 200
    (exclusion,) = Exclusion.objects.all()
    assert (exclusion.profile, exclusion.why) == (answered, Exclusion.Why.SHUT_OUT)
    assert not any(name.startswith(answered.alias_en) for name in people(visitor.get(SHUT_OUT)))


def test_grants_of_ended_keys_go_too(request_):
    # Whoever has an old key and an old backup of ours must not find it among the rows.
    shut = request_.assigned_to
    old = StaffKey.objects.get(user=shut.user)
    grant = Grant.objects.get(envelope=request_.envelope, staff_key=old)
    keys.revoke_staff_key(key=old)
    new = make_staff_key(user=shut.user)
    Grant.objects.filter(pk=grant.pk).update(staff_key=old)
    opener = _unlocked(request_.backup)
    record = records.open_by_grant(envelope=request_.envelope, key=opener)
    records.grant_access(record=record, staff_key=new)
    shutting_out.shut_out(envelope=request_.envelope, profile=shut)
    assert not Grant.objects.filter(staff_key__user=shut.user, envelope=request_.envelope).exists()


def test_request_that_is_gone_says_so(request_):
    deleting.delete_request(envelope=request_.envelope)
    with pytest.raises(shutting_out.RequestGone):
        shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)


# At the desk of whoever was shut out


def desk_addresses(request_id) -> list[str]:
    """Return every address of the desk that names a request."""
    found = []
    for pattern in desk_urls.urlpatterns:
        names = getattr(pattern.pattern, "converters", {})
        if "request_id" in names:
            extra = {name: uuid4() for name in names if name != "request_id"}
            found.append(
                reverse(f"support_desk:{pattern.name}", kwargs={"request_id": request_id, **extra})
            )
    return found


def test_open_desk_finds_nothing_at_the_next_click(request_):
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    assert desk.open(request_).status_code == 200
    assert address(request_) in desk.inbox().content.decode()
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    unknown = uuid4()
    ours, theirs = desk_addresses(request_.pk), desk_addresses(unknown)
    assert len(ours) >= 5
    for mine, other in zip(ours, theirs, strict=True):
        for method in (desk.client.get, desk.client.post):
            answer, missing = method(mine), method(other)
            assert answer.status_code == missing.status_code
            assert answer.status_code in {404, 405}
            assert _plain(answer, request_.pk) == _plain(missing, unknown)
    assert str(request_.pk) not in desk.inbox().content.decode()


def _plain(response, request_id) -> str:
    return response.content.decode().replace(str(request_id), "-")


def test_reply_that_was_being_written_is_refused_and_given_back(visitor, request_):
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    token = desk.token(request_)
    shutting_out.shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    forget_news()
    response = desk.reply(request_, "What I was writing", token=token)
    assert response.status_code == 404
    assert "What I was writing" in response.content.decode()
    assert [body for _author, body in said(visitor.get(PAGE))] == [BODY]
    assert (
        SealedPart.objects.filter(envelope=request_.envelope, name__startswith="draft").count() == 0
    )


def test_reply_that_was_checked_before_and_arrives_after_is_refused(visitor, request_):
    shut = request_.assigned_to
    shutting_out.shut_out(envelope=request_.envelope, profile=shut)
    with pytest.raises(conversing.RequestGone):
        conversing.answer_request(request=request_, body="late", alias="x", author=shut)
    assert len(said(visitor.get(PAGE))) == 1


def test_visitor_goes_on_with_somebody_else(visitor, request_):
    shut, backup = request_.assigned_to, request_.backup
    staff_answers(visitor, "From the first")
    visitor.post(SHUT_OUT, choose(visitor.get(SHUT_OUT), shut.alias_en))
    forget_news()
    visitor.post(PAGE, further(visitor.get(PAGE), "Only for the other one"))
    assert told() == {backup.user_id}
    desk = Desk(backup.user)
    desk.unlock()
    page = desk.open(request_).content.decode()
    assert "Only for the other one" in page
    assert "From the first" in page
    staff_answers(visitor, "From the second")
    assert [author for author, _body in said(visitor.get(PAGE))] == [
        "You",
        shut.alias_en,
        "You",
        backup.alias_en,
    ]


# The page


def test_page_says_what_happens_and_offers_everybody_with_a_key(visitor, request_, open_form):
    make_volunteer(alias_en="Stranger")
    CrisisContactFactory(code="outside", label_en="Somebody outside")
    page = visitor.get(SHUT_OUT)
    assert list(people(page)) == [
        f"{request_.assigned_to.alias_en}, who answers you",
        f"{request_.backup.alias_en}, who stands by",
        f"{open_form.coordinator.alias_en}, who coordinates",
    ]
    assert soup(page).select("input[name=person][checked]") == []
    assert "What they have read they know." in section(page, "what-happens")
    text = page.content.decode()
    assert "Somebody outside" in text
    assert [link["href"] for link in soup(page).main.select("a.button--danger")] == [
        f"/en/{DELETE}"
    ]
    keys_of_rows = {str(profile.pk) for profile in (request_.assigned_to, request_.backup)}
    assert keys_of_rows & set(people(page).values()) == set()


def test_choice_is_confirmed_and_shown_in_the_conversation(visitor, request_):
    shut = request_.assigned_to
    response = visitor.post(SHUT_OUT, choose(visitor.get(SHUT_OUT), shut.alias_en))
    assert (response.status_code, heading(response)) == (200, "This person is shut out")
    assert shut.alias_en not in section(response, "who-reads")
    assert f"{request_.backup.alias_en} answers you." in section(response, "who-reads")
    page = visitor.get(PAGE)
    assert f"You shut {shut.alias_en} out." in section(page, "what-happened")
    assert shut.alias_en not in section(page, "who-reads")
    assert shut.alias_en not in " ".join(people(visitor.get(SHUT_OUT)))


def test_form_sent_twice_shuts_one_person_out(visitor, request_):
    data = choose(visitor.get(SHUT_OUT), request_.assigned_to.alias_en)
    answers = [visitor.post(SHUT_OUT, data) for _ in range(2)]
    assert [heading(answer) for answer in answers] == ["This person is shut out"] * 2
    assert Exclusion.objects.count() == 1


def test_nobody_is_chosen_for_the_visitor(visitor, request_):
    response = visitor.post(SHUT_OUT, signed(visitor.get(SHUT_OUT)))
    assert summary_errors(response) == [
        ("#id_person_0", "Who must not read your messages any more? – Choose a person.")
    ]
    assert not Exclusion.objects.exists()


def test_forged_person_is_refused(visitor, request_, open_form):
    stranger = make_volunteer()
    other = records.open_by_code(
        keys=records.stretch_code(typed=submit(open_form, body="Another matter").code)
    )
    own = records.open_by_code(keys=records.stretch_code(typed=visitor.code))
    page = visitor.get(SHUT_OUT)
    forged = [
        str(request_.assigned_to.pk),
        str(request_.assigned_to.user_id),
        views._word_for(other, request_.assigned_to),
        views._word_for(own, stranger),
        "",
        "\x00",
    ]
    for person in forged:
        response = visitor.post(SHUT_OUT, signed(page, person=person))
        assert response.status_code == 200
        assert summary_errors(response)
    assert not Exclusion.objects.exists()


def test_last_holder_is_named_and_not_offered(visitor, request_, open_form):
    last_page = visitor.get(SHUT_OUT)
    for profile in (request_.assigned_to, request_.backup):
        shutting_out.shut_out(envelope=request_.envelope, profile=profile)
    page = visitor.get(SHUT_OUT)
    assert people(page) == {}
    alias = open_form.coordinator.alias_en
    assert f"Only {alias} can open" in " ".join(soup(page).main.get_text(" ").split())
    assert soup(page).main.select("a.button--danger")
    response = visitor.post(SHUT_OUT, choose(last_page, alias))
    assert f"Only {alias} can open" in " ".join(soup(response).main.get_text(" ").split())
    assert Exclusion.objects.count() == 2


def test_shutting_out_needs_a_genuine_form_of_this_code(visitor, request_, open_form, monkeypatch):
    data = choose(visitor.get(SHUT_OUT), request_.assigned_to.alias_en)
    foreign = visitor.post(SHUT_OUT, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    monkeypatch.setattr(anonymous_forms, "LIFETIME", timedelta(0))
    assert visitor.post(SHUT_OUT, data).status_code == 200
    monkeypatch.undo()
    visitor.come_back(submit(open_form, body="Another matter").code)
    other = visitor.post(SHUT_OUT, data)
    assert "Another code was opened in this browser" in other.content.decode()
    idle()
    assert visitor.post(SHUT_OUT, data)["Location"] == "/en/return/"
    assert Visitor().get(SHUT_OUT)["Location"] == "/en/return/"
    assert not Exclusion.objects.exists()


def test_what_was_deleted_meanwhile_is_said_to_be_gone(visitor, request_, monkeypatch):
    data = choose(visitor.get(SHUT_OUT), request_.assigned_to.alias_en)
    real = shutting_out.shut_out

    def late(**kwargs):
        deleting.delete_request(envelope=request_.envelope)
        return real(**kwargs)

    monkeypatch.setattr(shutting_out, "shut_out", late)
    response = visitor.post(SHUT_OUT, data)
    assert (response.status_code, heading(response)) == (410, "This was deleted")
    assert not Exclusion.objects.exists()
