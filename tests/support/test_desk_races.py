"""Two people at the desk at the same moment: one owner, one word, nothing half done."""

import pytest

from support.domain import conversing, deleting, drafting, handing_over, recusing
from support.models import HelpRequest, RequestEvent
from support.rules.reasons import HandOver
from tests.factories import support, vault
from tests.support.test_races import at_once
from vault.domain import records
from vault.models import Envelope, Grant, SealedMessage, SealedPart

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened() -> support.OpenForm:
    return support.open_form()


def hand_over(request: HelpRequest, record, *, actor, target) -> None:
    handing_over.hand_over(
        request=request,
        record=record,
        actor=actor,
        target=target,
        reason=HandOver.NO_TIME,
        words="Know this",
        keeps_former=False,
    )


def test_two_hand_overs_at_once_leave_one_owner(opened):
    request = support.submit(opened).request
    actor = request.assigned_to
    record = records.open_by_grant(envelope=request.envelope, key=vault.unlocked(actor.user))
    targets = [support.make_volunteer() for _ in range(3)]
    done = at_once(
        *(
            lambda target=target: hand_over(request, record, actor=actor, target=target)
            for target in targets
        )
    )
    lost = [type(result) for result in done if result is not None]
    assert lost == [conversing.AccessLost] * 2
    kept = HelpRequest.objects.get()
    (owner,) = [target for target, result in zip(targets, done, strict=True) if result is None]
    assert kept.assigned_to == owner
    assert set(kept.access.values_list("profile", flat=True)) == {owner.pk}
    assert RequestEvent.objects.filter(kind="handed_over").count() == 1
    assert SealedMessage.objects.filter(direction="note").count() == 1
    held = Grant.objects.filter(staff_key__user__in=[target.user for target in targets])
    assert [grant.staff_key.user for grant in held] == [owner.user]


def test_an_answer_and_the_declining_of_its_author_leave_one_of_both_orders(opened):
    request = support.submit(opened).request
    author = request.assigned_to
    drafting.keep_draft(request=request, author=author, body="Draft")
    done = at_once(
        lambda: conversing.answer_request(
            request=request, body="Answer", alias=author.alias, author=author
        ),
        lambda: recusing.recuse(request=request, profile=author),
        lambda: drafting.keep_draft(request=request, author=author, body="Late"),
    )
    assert done[1] is None
    answered = SealedMessage.objects.filter(direction="staff").count()
    assert answered == (done[0] is None)
    assert not SealedPart.objects.filter(name__startswith="draft").exists()
    assert not Grant.objects.filter(staff_key__user=author.user).exists()


def test_a_draft_kept_while_the_visitor_deletes_leaves_nothing(opened):
    request = support.submit(opened).request
    author = request.assigned_to
    done = at_once(
        lambda: drafting.keep_draft(request=request, author=author, body="Draft"),
        lambda: deleting.delete_request(envelope=request.envelope),
    )
    assert done[1] is None
    assert not Envelope.objects.exists()
    assert not SealedPart.objects.exists()
