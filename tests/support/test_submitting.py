"""Taking a request in: who gets it, who can open it, and who is told."""

import secrets

import pytest

from support.domain import conversing, deleting
from support.domain.submitting import FormClosed, RequestDeleted
from support.models import HelpRequest
from support.rules.routing import Reason
from tests.factories.support import make_language, make_volunteer, submit
from tests.factories.vault import unlocked
from tests.support.queue import alarms, told
from vault.domain import keys
from vault.domain.messages import read_messages
from vault.models import Envelope, Grant, OrganisationKey, SealedMessage

pytestmark = pytest.mark.django_db


def holders_of(request: HelpRequest) -> set:
    """Return the users whose keys open the request; none stands for the organisation."""
    grants = Grant.objects.filter(envelope=request.envelope).select_related("staff_key__user")
    return {grant.staff_key and grant.staff_key.user for grant in grants}


def test_request_goes_to_one_volunteer_with_a_backup_and_opens_to_these_only(open_form):
    bystander = make_volunteer(topics=[open_form.topics[1]])
    request = submit(open_form).request
    assert {request.assigned_to, request.backup} == set(open_form.volunteers)
    assert request.routing_reason == Reason.MATCHED
    assert holders_of(request) == {
        None,
        open_form.coordinator.user,
        *(volunteer.user for volunteer in open_form.volunteers),
    }
    assert bystander.user not in holders_of(request)
    assert (told(), alarms()) == ({request.assigned_to.user_id}, set())


@pytest.mark.parametrize(
    "away",
    [
        {"is_available": False},
        {"capacity": 0},
        {"languages": ["ar"]},
    ],
)
def test_who_cannot_take_it_gets_neither_request_nor_key(open_form, away):
    first, second = open_form.volunteers
    if "languages" in away:
        first.languages.set([make_language(code) for code in away["languages"]])
    else:
        type(first).objects.filter(pk=first.pk).update(**away)
    request = submit(open_form).request
    assert (request.assigned_to, request.backup) == (second, None)
    assert request.routing_reason == Reason.NO_BACKUP
    assert holders_of(request) == {None, open_form.coordinator.user, second.user}


def test_topic_and_region_decide(open_form):
    north, south = open_form.regions[:2]
    law = open_form.topics[2]
    expert = make_volunteer(topics=[law], regions=[north])
    for volunteer in open_form.volunteers:
        volunteer.topics.remove(law)
    assert submit(open_form, topic=law, region=north).request.assigned_to == expert
    assert submit(open_form, topic=law, region=None).request.assigned_to == expert
    assert submit(open_form, topic=law, region=south).request.assigned_to is None
    assert submit(open_form, region=south).request.assigned_to in open_form.volunteers


def test_requests_spread_by_load_and_closed_ones_weigh_nothing(open_form):
    taken = [submit(open_form).request for _ in range(4)]
    by_volunteer = {
        volunteer: [request for request in taken if request.assigned_to == volunteer]
        for volunteer in open_form.volunteers
    }
    assert [len(requests) for requests in by_volunteer.values()] == [2, 2]
    relieved = open_form.volunteers[0]
    for request in by_volunteer[relieved]:
        conversing.close_request(request=request)
    assert submit(open_form).request.assigned_to == relieved


def test_full_volunteers_get_no_more(open_form):
    type(open_form.coordinator).objects.update(capacity=1)
    first, second, third = (submit(open_form).request for _ in range(3))
    assert {first.assigned_to, second.assigned_to} == set(open_form.volunteers)
    assert third.assigned_to is None


def test_nobody_eligible_tells_the_coordinators_and_raises_an_alarm(open_form):
    second_coordinator = make_volunteer(topics=[], is_duty_coordinator=True)
    without_key = make_volunteer(topics=[], is_duty_coordinator=True, has_key=False)
    type(open_form.coordinator).objects.update(is_available=False)
    request = submit(open_form).request
    assert (request.assigned_to, request.backup) == (None, None)
    assert request.routing_reason == Reason.NOBODY_ELIGIBLE
    assert holders_of(request) == {None, open_form.coordinator.user, second_coordinator.user}
    assert told() == {open_form.coordinator.user_id, second_coordinator.user_id}
    assert alarms() == {"nobody_eligible"}
    assert without_key.user not in holders_of(request)


def test_fewer_holders_than_promised_raises_an_alarm(open_form):
    type(open_form.coordinator).objects.update(is_available=False)
    request = submit(open_form).request
    assert holders_of(request) == {None, open_form.coordinator.user}
    assert told() == {open_form.coordinator.user_id}
    assert alarms() == {"nobody_eligible", "too_few_holders"}


def test_same_form_is_one_request_with_one_notice(open_form):
    nonce = secrets.token_bytes(32)
    first, second = submit(open_form, nonce=nonce), submit(open_form, nonce=nonce)
    assert (first.is_new, second.is_new) == (True, False)
    assert (first.code, first.request) == (second.code, second.request)
    counts = HelpRequest, Envelope, SealedMessage
    assert [model.objects.count() for model in counts] == [1, 1, 1]
    assert told() == {first.request.assigned_to.user_id}


@pytest.mark.parametrize(
    "change",
    [{"body": "other"}, {"urgency": "now"}, {"language": "ar"}, {"region": 0}, {"topic": 1}],
)
def test_same_form_with_other_words_is_another_request(open_form, change):
    nonce = secrets.token_bytes(32)
    first = submit(open_form, nonce=nonce)
    if "region" in change:
        change = {"region": open_form.regions[0]}
    if "topic" in change:
        change = {"topic": open_form.topics[1]}
    again = submit(open_form, nonce=nonce, **change)
    assert again.is_new
    assert again.code != first.code
    assert HelpRequest.objects.count() == 2


def test_replay_after_deletion_revives_nothing(open_form):
    nonce = secrets.token_bytes(32)
    first = submit(open_form, nonce=nonce)
    deleting.delete_request(envelope=first.request.envelope)
    with pytest.raises(RequestDeleted):
        submit(open_form, nonce=nonce)
    assert not Envelope.objects.exists()
    assert submit(open_form).is_new


def test_closed_form_takes_nothing_in_and_queues_nothing(open_form):
    OrganisationKey.objects.update(is_current=False)
    with pytest.raises(FormClosed):
        submit(open_form)
    counts = HelpRequest, Envelope, SealedMessage, Grant
    assert [model.objects.count() for model in counts] == [0, 0, 0, 0]
    assert told() == alarms() == set()


def test_fault_in_the_middle_leaves_nothing_behind(open_form, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("support.tasks.tell_about_new_request", fail)
    with pytest.raises(RuntimeError):
        submit(open_form)
    counts = HelpRequest, Envelope, SealedMessage, Grant
    assert [model.objects.count() for model in counts] == [0, 0, 0, 0]


def test_volunteer_reads_what_was_written(open_form):
    request = submit(open_form, body="ساعدوني").request
    key = unlocked(request.assigned_to.user)
    record = conversing.open_request(request=request, key=key)
    (message,) = read_messages(record=record)
    assert (message.direction, message.payload["body"]) == ("visitor", "ساعدوني")


def test_revoked_volunteer_gets_no_new_request(open_form):
    first, second = open_form.volunteers
    keys.revoke_staff_key(key=first.user.staff_keys.get())
    assert submit(open_form).request.assigned_to == second


def test_code_is_twenty_digits_and_differs(open_form):
    codes = {submit(open_form).code for _ in range(3)}
    assert len(codes) == 3
    assert all(len(code) == 20 and code.isascii() and code.isdigit() for code in codes)
