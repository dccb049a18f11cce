"""Leaving in peace or at once, a new key after a loss, and accounts that requests depend on."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.urls import reverse

from support.domain import departing, regranting, rekeying
from support.models import AlarmBox, Exclusion, HelpRequest, RequestEvent, VolunteerProfile
from support.selectors import holding
from support.selectors.desk import request_open_to
from tests.factories import support, vault
from tests.factories.support import make_volunteer, submit
from tests.support.desk import Desk, sign_in, soup, text
from vault.domain import keys, records
from vault.domain.messages import read_messages
from vault.models import AccessLogEntry, Envelope, Grant, StaffKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def second(open_form) -> VolunteerProfile:
    """A second coordinator, so that one of them may go."""
    return make_volunteer(topics=[], is_duty_coordinator=True)


@pytest.fixture
def desk(open_form) -> Desk:
    """The coordinator's desk, unlocked."""
    made = Desk(open_form.coordinator.user)
    made.unlock()
    return made


def page(name: str, profile: VolunteerProfile) -> str:
    return reverse(f"support_desk:{name}", args=[profile.pk])


def lose_and_remake(profile: VolunteerProfile) -> StaffKey:
    keys.revoke_staff_key(key=StaffKey.objects.get(user=profile.user, revoked_at=None))
    return vault.make_staff_key(user=profile.user)


def holders(request: HelpRequest) -> set[int]:
    """Return whose living keys open a request."""
    grants = Grant.objects.filter(envelope=request.envelope_id, staff_key__revoked_at=None)
    return set(grants.exclude(staff_key=None).values_list("staff_key__user", flat=True))


def bodies(request: HelpRequest, profile: VolunteerProfile) -> list[str]:
    envelope = Envelope.objects.get(pk=request.envelope_id)
    record = records.open_by_grant(envelope=envelope, key=vault.unlocked(profile.user))
    return [message.payload["body"] for message in read_messages(record=record)]


def alarms() -> set[str]:
    return set(AlarmBox.objects.exclude(due_at=None).values_list("kind", flat=True))


def bystander(request: HelpRequest, opened: support.OpenForm) -> VolunteerProfile:
    """Return who stands by for a request, and answers none."""
    assert request.backup is not None
    return request.backup


# In peace


def test_leaving_ends_all_that_they_had(open_form, second):
    request = submit(open_form).request
    leaver = bystander(request, open_form)
    browser = sign_in(leaver.user)
    assert browser.get(reverse("support_desk:inbox")).status_code == 200
    departing.leave(profile=leaver)
    leaver.refresh_from_db()
    assert leaver.left_at is not None
    assert (leaver.is_available, leaver.is_duty_coordinator) == (False, False)
    assert not StaffKey.objects.filter(user=leaver.user, revoked_at=None).exists()
    assert not Grant.objects.filter(staff_key__user=leaver.user).exists()
    assert not leaver.access.exists()
    request.refresh_from_db()
    assert leaver not in (request.assigned_to, request.backup)
    assert browser.get(reverse("support_desk:inbox")).status_code == 302  # signed out
    assert sign_in(leaver.user).get(reverse("support_desk:inbox")).status_code == 404
    assert request_open_to(leaver.user, request_id=request.pk) is None
    assert leaver.user.is_active


def test_new_key_after_leaving_counts_for_nothing(open_form, second):
    request = submit(open_form).request
    leaver = bystander(request, open_form)
    departing.leave(profile=leaver)
    vault.make_staff_key(user=leaver.user)
    later = submit(open_form).request
    assert leaver.user_id not in holders(later) | holders(request)
    leaver.refresh_from_db()
    VolunteerProfile.objects.filter(pk=leaver.pk).update(is_available=True)
    assert submit(open_form).request.assigned_to != leaver


def test_account_ends_with_it_if_that_was_asked(open_form, second):
    leaver = open_form.volunteers[0]
    departing.leave(profile=leaver, ends_account=True)
    assert not User.objects.get(pk=leaver.user_id).is_active


def test_whoever_answers_something_cannot_leave(open_form, second):
    leaver = submit(open_form).request.assigned_to
    with pytest.raises(departing.StillAnswers):
        departing.leave(profile=leaver)
    leaver.refresh_from_db()
    assert leaver.left_at is None
    assert Grant.objects.filter(staff_key__user=leaver.user).exists()


def test_last_but_one_holder_cannot_leave(open_form):
    request = submit(open_form).request
    request.assigned_to, kept = None, request.assigned_to
    request.save()
    Grant.objects.filter(staff_key__user=kept.user).delete()
    assert holders(request) == {open_form.coordinator.user_id, request.backup.user_id}
    with pytest.raises(departing.LastHolder):
        departing.leave(profile=request.backup)
    # With one more holder it goes.
    extra = make_volunteer(topics=[], is_duty_coordinator=True)
    batch = regranting.add_holders(
        actor=open_form.coordinator,
        key=vault.unlocked(open_form.coordinator.user),
        leaving=request.backup,
    )
    assert (batch.done, batch.failed) == (1, 0)
    assert extra.user_id in holders(request)
    departing.leave(profile=request.backup)


@pytest.mark.parametrize("how", ["left", "inactive", "revoked", "shut out", "no desk"])
def test_who_is_gone_already_does_not_count_as_a_holder(open_form, how):
    request = submit(open_form).request
    other, leaver = request.assigned_to, request.backup
    HelpRequest.objects.update(assigned_to=None)
    if how == "left":
        VolunteerProfile.objects.filter(pk=other.pk).update(left_at="2026-01-01")
    elif how == "inactive":
        User.objects.filter(pk=other.user_id).update(is_active=False)
    elif how == "revoked":
        StaffKey.objects.filter(user=other.user).update(revoked_at="2026-01-01T00:00Z")
    elif how == "shut out":
        # The grant stands: a backup was restored, say.
        Exclusion.objects.create(request=request, profile=other, why="shut_out")
    else:
        other.delete()
    with pytest.raises(departing.LastHolder):
        departing.leave(profile=leaver)


def test_closed_request_needs_one_who_stays(open_form):
    request = submit(open_form).request
    HelpRequest.objects.update(status="closed", assigned_to=None)
    Grant.objects.filter(staff_key__user=request.assigned_to.user).delete()
    departing.leave(profile=request.backup)
    assert holders(request) == {open_form.coordinator.user_id}
    with pytest.raises(departing.LastHolder):
        departing.leave(profile=open_form.coordinator)


def test_last_coordinator_cannot_leave(open_form):
    with pytest.raises(departing.LastCoordinator):
        departing.leave(profile=open_form.coordinator)
    second = make_volunteer(topics=[], is_duty_coordinator=True)
    departing.leave(profile=open_form.coordinator)
    with pytest.raises(departing.LastCoordinator):
        departing.leave(profile=second)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_of_three_holders_who_leave_at_once_one_goes(transactional_db, _round):
    opened = support.open_form()
    request = submit(opened).request
    extra = make_volunteer(topics=[])
    HelpRequest.objects.update(assigned_to=None, backup=None)
    people = [*opened.volunteers, opened.coordinator]
    VolunteerProfile.objects.filter(pk=extra.pk).update(is_duty_coordinator=True)
    assert holders(request) == {profile.user_id for profile in people}
    start = Barrier(3)

    def leave(profile: VolunteerProfile) -> object:
        try:
            start.wait(timeout=30)
            return departing.leave(profile=profile)
        except (departing.LastHolder, departing.StillAnswers) as error:
            return error  # the second: what the one who went answered came to them
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(leave, people))
    assert results.count(None) == 1
    assert len(holders(request)) == 2


def test_coming_back_begins_with_nothing(open_form, second):
    request = submit(open_form).request
    leaver = bystander(request, open_form)
    departing.leave(profile=leaver)
    departing.come_back(profile=leaver)
    vault.make_staff_key(user=leaver.user)
    leaver.refresh_from_db()
    assert (leaver.left_at, leaver.is_available, leaver.is_duty_coordinator) == (None, False, False)
    assert leaver.user_id not in holders(request)


# At once


def test_at_once_whatever_depends_on_them(open_form, second):
    request = submit(open_form).request
    leaver, follower = request.assigned_to, request.backup
    theirs = vault.unlocked(leaver.user)
    departing.leave_at_once(profile=leaver)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=request.envelope, key=theirs)
    request.refresh_from_db()
    assert request.assigned_to == follower
    assert not request.access.filter(profile=leaver).exists()
    assert not User.objects.get(pk=leaver.user_id).is_active
    assert Grant.objects.filter(staff_key=theirs.staff_key).exists()  # the list of what to re-key


def test_at_once_raises_the_alarm_where_too_few_are_left(open_form):
    request = submit(open_form).request
    Grant.objects.filter(staff_key__user=request.backup.user).delete()
    assert alarms() == set()
    departing.leave_at_once(profile=request.assigned_to)
    assert "too_few_holders" in alarms()


def test_losing_words_raises_it_too_at_once(open_form):
    request = submit(open_form).request
    Grant.objects.filter(staff_key__user=request.backup.user).delete()
    assert alarms() == set()
    keys.revoke_staff_key(key=StaffKey.objects.get(user=request.assigned_to.user))
    assert alarms() == {"too_few_holders"}


def test_rekeying_is_done_in_steps_by_whom_it_may_be(open_form, second, monkeypatch):
    requests = [submit(open_form, body=f"body {n}").request for n in range(12)]
    HelpRequest.objects.filter(pk=requests[11].pk).update(status="closed")
    leaver = requests[0].assigned_to
    held = {row.pk for row in requests if leaver.user_id in holders(row)}
    untouched = [row for row in requests if row.pk not in held]
    old_public = dict(Envelope.objects.values_list("pk", "public_key"))
    departing.leave_at_once(profile=leaver)
    leaver.refresh_from_db()
    assert set(holding.requests_to_rekey(leaver).values_list("pk", flat=True)) == held
    AccessLogEntry.objects.all().delete()
    done = 0
    for coordinator in (open_form.coordinator, second) * 3:
        batch = rekeying.rekey_after_leaving(
            profile=leaver, actor=coordinator, key=vault.unlocked(coordinator.user)
        )
        assert batch.failed == 0
        done += batch.done
        if batch.after is None:
            break
        assert batch.done == 10
    assert done == len(held)
    assert not holding.requests_to_rekey(leaver).exists()
    assert not Grant.objects.filter(staff_key__user=leaver.user).exists()
    for row in requests:
        assert bodies(row, open_form.coordinator) == [f"body {requests.index(row)}"]
    now_public = dict(Envelope.objects.values_list("pk", "public_key"))
    changed = {pk for pk in old_public if bytes(now_public[pk]) != bytes(old_public[pk])}
    assert changed == {row.envelope_id for row in requests if row.pk in held}
    assert all(row.envelope_id not in changed for row in untouched)
    rekeyed = AccessLogEntry.objects.filter(means="rekeyed")
    assert rekeyed.count() == len(held)
    events = RequestEvent.objects.filter(kind="rekeyed")
    assert set(events.values_list("request", flat=True)) == held


def test_nobody_is_taken_back_while_what_they_held_waits_for_new_keys(open_form, second, desk):
    leaver = submit(open_form).request.assigned_to
    departing.leave_at_once(profile=leaver)
    leaver.refresh_from_db()
    assert desk.client.post(page("come_back", leaver))["Location"] == page("rekeying", leaver)
    leaver.refresh_from_db()
    assert leaver.left_at is not None
    desk.client.post(page("rekeying", leaver))
    assert desk.client.post(page("come_back", leaver))["Location"] == reverse("support_desk:keys")
    leaver.refresh_from_db()
    assert leaver.left_at is None


def test_damaged_record_is_passed_over_and_stays_to_be_done(open_form, second):
    good, bad = submit(open_form).request, submit(open_form).request
    leaver = open_form.volunteers[0]
    message = bad.envelope.messages.get()
    message.sealed = bytes(message.sealed)[:-1] + b"\x00"
    message.save()
    departing.leave_at_once(profile=leaver)
    leaver.refresh_from_db()
    key = vault.unlocked(open_form.coordinator.user)
    for _ in range(2):
        batch = rekeying.rekey_after_leaving(
            profile=leaver, actor=open_form.coordinator, key=key, after=None
        )
        assert (batch.failed, batch.after) == (1, None)
    assert list(holding.requests_to_rekey(leaver)) == [bad]
    assert bodies(good, open_form.coordinator) == ["I need help."]


def test_rekeying_gives_nothing_to_who_was_shut_out(open_form, second):
    request = submit(open_form).request
    leaver, other = request.assigned_to, request.backup
    Exclusion.objects.create(request=request, profile=other, why="shut_out")  # its grant stands
    departing.leave_at_once(profile=leaver)
    leaver.refresh_from_db()
    key = vault.unlocked(second.user)
    rekeying.rekey_after_leaving(profile=leaver, actor=second, key=key)
    assert holders(request) == {open_form.coordinator.user_id, second.user_id}


# A new key after a loss


def test_what_they_held_is_granted_again_and_nothing_else(open_form, second):
    requests = [submit(open_form).request for _ in range(12)]
    loser = requests[0].backup
    theirs = {row.pk for row in requests if loser.user_id in holders(row)}
    shut, closed = sorted(theirs)[:2]
    Exclusion.objects.create(request_id=shut, profile=loser, why="shut_out")
    HelpRequest.objects.filter(pk=closed).update(status="closed")
    new = lose_and_remake(loser)
    expected = theirs - {shut, closed}
    assert set(holding.requests_to_grant_again(loser).values_list("pk", flat=True)) == expected
    AccessLogEntry.objects.all().delete()
    key, done = vault.unlocked(open_form.coordinator.user), 0
    for _ in range(3):
        batch = regranting.grant_again(profile=loser, actor=open_form.coordinator, key=key)
        done += batch.done
        assert batch.done <= 10
        if batch.after is None:
            break
    assert done == len(expected)
    held = Grant.objects.filter(staff_key=new).values_list("envelope__request", flat=True)
    assert set(held) == expected
    logged = AccessLogEntry.objects.order_by().values_list("user", "means").distinct()
    assert list(logged) == [(open_form.coordinator.user_id, "grant")]
    assert AccessLogEntry.objects.count() == len(expected)


def test_coordinator_cannot_pass_on_what_they_cannot_open(open_form, second):
    request = submit(open_form).request
    loser = request.assigned_to
    lose_and_remake(loser)
    Grant.objects.filter(staff_key__user=second.user).delete()
    batch = regranting.grant_again(profile=loser, actor=second, key=vault.unlocked(second.user))
    assert (batch.done, batch.failed) == (0, 0)
    assert loser.user_id not in holders(request)


def test_danger_is_mended_for_coordinators_but_not_for_who_was_shut_out(open_form, second):
    request = submit(open_form).request
    third = make_volunteer(topics=[], is_duty_coordinator=True)
    fourth = make_volunteer(topics=[], is_duty_coordinator=True)
    Exclusion.objects.create(request=request, profile=fourth, why="recused")
    for profile in open_form.volunteers:
        keys.revoke_staff_key(key=StaffKey.objects.get(user=profile.user))
    Grant.objects.filter(staff_key__user=second.user).delete()
    assert list(holding.requests_in_danger()) == [request]
    batch = regranting.add_holders(
        actor=open_form.coordinator, key=vault.unlocked(open_form.coordinator.user)
    )
    assert batch.done == 1
    assert holders(request) == {
        profile.user_id for profile in (open_form.coordinator, second, third)
    }
    assert not holding.requests_in_danger().exists()


def test_organisations_new_key_is_missing_until_somebody_opens(open_form):
    request = submit(open_form).request
    assert not holding.requests_in_danger().exists()
    keys.create_organisation_key(replace=True)
    assert list(holding.requests_in_danger()) == [request]
    bodies(request, open_form.coordinator)
    assert not holding.requests_in_danger().exists()


# Pages

PAGES = ("regrant", "leaving", "force", "rekeying")


@pytest.mark.parametrize("name", [*PAGES, "keys", "in_danger", "access_log"])
def test_pages_are_for_duty_coordinators_alone(open_form, name):
    target = open_form.volunteers[0]
    plain = open_form.volunteers[1].user
    superuser = vault.UserFactory(is_superuser=True)
    editor = vault.UserFactory()
    vault.make_staff_key(user=editor)
    address = page(name, target) if name in PAGES else reverse(f"support_desk:{name}")
    answers = set()
    for user in (plain, superuser, editor):
        browser = sign_in(user)
        for method in (browser.get, browser.post):
            response = method(address)
            answers.add((response.status_code, len(response.content) > 0))
    assert {status for status, _content in answers} <= {404, 405}
    assert 404 in {status for status, _content in answers}


def test_keys_page_says_who_has_one_and_what_is_to_be_done(open_form, second, desk):
    request = submit(open_form).request
    lose_and_remake(request.assigned_to)
    keys.revoke_staff_key(key=StaffKey.objects.get(user=request.backup.user))
    keyless = make_volunteer(has_key=False)
    said = text(desk.client.get(reverse("support_desk:keys")))
    assert said.count("Grant again 1 request") == 1
    assert "Ended their key and has not made a new one yet." in said
    assert "Has no key yet." in said
    assert keyless.alias in said


def test_keys_page_is_flat(open_form, second, desk, django_assert_num_queries):
    address = reverse("support_desk:keys")
    submit(open_form)
    counts = []
    for _ in range(2):
        with connection.execute_wrapper(_counter(seen := [])):
            desk.client.get(address)
        counts.append(len(seen))
        for _more in range(3):
            make_volunteer()
            submit(open_form)
    assert counts[0] == counts[1]


def _counter(seen: list):
    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    return count


def test_regrant_page_needs_an_unlocked_desk_and_goes_on(open_form, second):
    VolunteerProfile.objects.update(capacity=20)
    for _ in range(11):
        submit(open_form)
    loser = open_form.volunteers[0]
    lose_and_remake(loser)
    todo = holding.requests_to_grant_again(loser).count()
    assert todo == 11  # two volunteers answer or stand by for each
    desk = Desk(open_form.coordinator.user)
    assert reverse("vault_desk:unlock") in desk.client.post(page("regrant", loser))["Location"]
    assert holding.requests_to_grant_again(loser).count() == todo
    desk.unlock()
    first = desk.client.post(page("regrant", loser))
    assert "10 requests are done." in text(first)
    form = soup(first).select_one("form[data-desk-goes-on]")
    data = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    last = desk.client.post(page("regrant", loser), data)
    assert "11 requests are done." in text(last)
    assert not soup(last).select("form[data-desk-goes-on]")
    assert not holding.requests_to_grant_again(loser).exists()


@pytest.mark.parametrize("junk", ["x", "\x00", "00000000-0000-4000-8000-00000000000g", "٣"])
def test_nonsense_in_the_form_begins_from_the_start(open_form, desk, junk):
    loser = submit(open_form).request.assigned_to
    lose_and_remake(loser)
    sent = {"after": junk, "done": junk, "failed": "-1"}
    assert "1 request is done." in text(desk.client.post(page("regrant", loser), sent))


def test_leaving_page_hands_over_lets_others_open_and_lets_go(open_form, desk):
    requests = [submit(open_form).request for _ in range(3)]
    leaver = requests[0].assigned_to
    follower = next(each for each in open_form.volunteers if each != leaver)
    extra = make_volunteer(topics=[], is_duty_coordinator=True)
    address = page("leaving", leaver)
    assert "They leave now" not in text(desk.client.get(address))
    answer = desk.client.post(address, {"act": "leave"}, follow=True)
    assert "They still answer requests." in answer.content.decode()
    desk.client.post(address, {"act": "hand_over", "follower": follower.pk})
    assert not leaver.assigned_requests.exclude(status="closed").exists()
    answered = follower.assigned_requests.count()
    assert answered == 3
    desk.client.post(address, {"act": "add_holders"})
    assert "They leave now" in text(desk.client.get(address))
    # No right to change accounts: the tick is not there, and sent nevertheless it does nothing.
    desk.client.post(address, {"act": "leave", "ends_account": "yes"})
    leaver.refresh_from_db()
    assert leaver.left_at is not None
    assert leaver.user.is_active
    assert "Left" in text(desk.client.get(reverse("support_desk:keys")))
    assert extra.left_at is None


def test_account_is_ended_by_who_may(open_form, desk):
    make_volunteer(topics=[], is_duty_coordinator=True)
    open_form.coordinator.user.user_permissions.add(
        Permission.objects.get(codename="change_user", content_type__app_label="auth")
    )
    leaver = open_form.volunteers[0]
    desk.client.post(page("leaving", leaver), {"act": "leave", "ends_account": "yes"})
    assert not User.objects.get(pk=leaver.user_id).is_active


def test_page_at_once_asks_first_and_leads_to_new_keys(open_form, second, desk):
    request = submit(open_form).request
    leaver = request.assigned_to
    desk.client.get(page("force", leaver))
    desk.client.post(page("force", leaver))
    leaver.refresh_from_db()
    assert leaver.left_at is None
    response = desk.client.post(page("force", leaver), {"act": "force"})
    assert response["Location"] == page("rekeying", leaver)
    assert "1 request" in text(desk.client.get(page("rekeying", leaver)))
    done = desk.client.post(page("rekeying", leaver))
    assert "1 request is done." in text(done)
    assert "Nothing is left to do." in text(done)


def test_nobody_forces_themselves_out(open_form, desk):
    assert desk.client.get(page("force", open_form.coordinator)).status_code == 404


def test_what_a_coordinator_cannot_open_is_counted_not_named(open_form, second, desk):
    named, hidden = submit(open_form).request, submit(open_form, topic=open_form.topics[1]).request
    Exclusion.objects.create(request=hidden, profile=open_form.coordinator, why="shut_out")
    for volunteer in open_form.volunteers:
        keys.revoke_staff_key(key=StaffKey.objects.get(user=volunteer.user))
    keys.revoke_staff_key(key=StaffKey.objects.get(user=second.user))
    response = desk.client.get(reverse("support_desk:in_danger"))
    assert named.topic.label in text(response)
    assert hidden.topic.label not in text(response)
    assert str(hidden.pk) not in response.content.decode()
    assert "1 that your key does not open." in text(response)


# Wagtail's own pages


@pytest.fixture
def admin(db):
    return sign_in(vault.UserFactory(is_superuser=True))


def user_form(user: User, **changes) -> dict:
    fields = {"username": user.username, "email": user.email, "is_active": "on", **changes}
    return {name: value for name, value in fields.items() if value is not None}


def needed(open_form) -> VolunteerProfile:
    """Return one of the last two who can open a request."""
    request = submit(open_form).request
    Grant.objects.filter(staff_key__user=request.assigned_to.user).delete()
    HelpRequest.objects.update(assigned_to=None)
    return request.backup


def test_needed_account_is_not_made_inactive(open_form, admin):
    user = needed(open_form).user
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    admin.post(address, user_form(user, is_active=None))
    assert User.objects.get(pk=user.pk).is_active
    admin.post(address, user_form(user, email="new@staff.example"))
    assert User.objects.get(pk=user.pk).email == "new@staff.example"


def test_account_that_nothing_depends_on_is_made_inactive(open_form, admin):
    user = open_form.volunteers[0].user
    submit(open_form)
    make_volunteer(topics=[], is_duty_coordinator=True)
    admin.post(reverse("wagtailusers_users:edit", args=[user.pk]), user_form(user, is_active=None))
    assert not User.objects.get(pk=user.pk).is_active


def test_several_that_are_needed_together_are_not_made_inactive(open_form, admin):
    submit(open_form)
    users = [volunteer.user for volunteer in open_form.volunteers]
    address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    query = "?" + "&".join(f"id={user.pk}" for user in users)
    admin.post(address + query, {"mark_as_active": "False"})
    assert User.objects.filter(pk__in=[user.pk for user in users], is_active=True).count() == 2
    admin.post(f"{address}?id={users[0].pk}", {"mark_as_active": "False"})
    assert not User.objects.get(pk=users[0].pk).is_active


def test_last_coordinators_account_is_not_ended(open_form, admin):
    user = open_form.coordinator.user
    admin.post(reverse("wagtailusers_users:edit", args=[user.pk]), user_form(user, is_active=None))
    assert User.objects.get(pk=user.pk).is_active
    admin.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert User.objects.filter(pk=user.pk).exists()


def test_last_coordinator_is_not_taken_off_duty(open_form, admin):
    address = reverse("volunteers:edit", args=[open_form.coordinator.pk])
    form = admin.get(address).context["form"]
    assert form.instance == open_form.coordinator
    bound = type(form)({}, instance=open_form.coordinator, for_user=form.for_user)
    assert "is_duty_coordinator" in bound.errors
    make_volunteer(topics=[], is_duty_coordinator=True)
    bound = type(form)({}, instance=open_form.coordinator, for_user=form.for_user)
    assert "is_duty_coordinator" not in bound.errors


def test_needed_person_is_not_deleted_as_a_volunteer(open_form, admin):
    profile = needed(open_form)
    address = reverse("volunteers:delete", args=[profile.pk])
    assert admin.post(address)["Location"] == page("leaving", profile)
    assert VolunteerProfile.objects.filter(pk=profile.pk).exists()


def test_home_page_reminds_of_a_missing_key(open_form):
    keyless = make_volunteer(has_key=False)
    home = reverse("wagtailadmin_home")
    assert "You have no key yet" in sign_in(keyless.user).get(home).content.decode()
    keyed = sign_in(open_form.volunteers[0].user).get(home).content.decode()
    assert "You have no key yet" not in keyed
