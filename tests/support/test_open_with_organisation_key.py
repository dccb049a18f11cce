"""The day when everybody else is gone: both parts of the organisation's key, at the console."""

import getpass
import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from support.models import Exclusion, HelpRequest, RequestAccess, VolunteerProfile
from support.selectors import holding
from tests.factories import vault
from tests.factories.support import OpenForm, make_volunteer, open_form, submit
from tests.vault.every_table import every_value
from vault.crypto import org_key
from vault.domain import keys, records
from vault.domain.messages import read_messages
from vault.models import AccessLogEntry, Envelope, Grant, OrganisationKey, StaffKey

pytestmark = pytest.mark.django_db
BODY = "سرّ: nothing of this on the console"
NAME = "Rim, at the server"


class Gone:
    """An organisation whose volunteers are all gone, and somebody new."""

    def __init__(self, monkeypatch) -> None:
        real, made = keys.create_organisation_key, []
        monkeypatch.setattr(
            keys, "create_organisation_key", lambda **how: made.append(real(**how)) or made[-1]
        )
        self.opened: OpenForm = open_form()
        monkeypatch.setattr(keys, "create_organisation_key", real)
        self.parts = [made[0].part_one, made[0].part_two]
        self.requests = [submit(self.opened, body=f"{BODY} {n}").request for n in range(12)]
        for key in StaffKey.objects.filter(revoked_at=None):
            keys.revoke_staff_key(key=key)
        self.new: VolunteerProfile = make_volunteer(topics=[], is_duty_coordinator=True)
        self.monkeypatch = monkeypatch

    def type(self, *typed: str, name: str = NAME) -> None:
        """Say what the people type when they are asked."""
        waiting = list(typed or self.parts)
        self.monkeypatch.setattr(getpass, "getpass", lambda prompt: waiting.pop(0))
        self.monkeypatch.setattr("builtins.input", lambda prompt: name)

    def run(self, *arguments: str) -> str:
        out = StringIO()
        to = () if "--try" in arguments else ("--grant-to", self.new.user.username)
        call_command("open_with_organisation_key", *to, *arguments, stdout=out, stderr=out)
        return out.getvalue()

    def readable(self) -> set:
        """Return the requests that the new person's key opens."""
        grants = Grant.objects.filter(staff_key__user=self.new.user, staff_key__revoked_at=None)
        return set(grants.values_list("envelope__request", flat=True))


@pytest.fixture
def gone(db, monkeypatch) -> Gone:
    return Gone(monkeypatch)


def test_somebody_new_reads_everything_that_is_open(gone):
    closed = gone.requests[0]
    HelpRequest.objects.filter(pk=closed.pk).update(status="closed")
    gone.type()
    AccessLogEntry.objects.all().delete()
    printed = gone.run()
    assert "11 of 11 sealed to them." in printed
    assert "create_organisation_key --replace --from-old-parts" in printed
    assert gone.readable() == {row.pk for row in gone.requests[1:]}
    for number, row in enumerate(gone.requests[1:], start=1):
        record = records.open_by_grant(
            envelope=Envelope.objects.get(pk=row.envelope_id), key=vault.unlocked(gone.new.user)
        )
        assert [each.payload["body"] for each in read_messages(record=record)] == [
            f"{BODY} {number}"
        ]
    logged = AccessLogEntry.objects.filter(means="organisation")
    assert set(logged.values_list("envelope_id", "operator", "user")) == {
        (row.envelope_id, NAME, None) for row in gone.requests[1:]
    }
    access = RequestAccess.objects.filter(profile=gone.new)
    assert set(access.values_list("request", flat=True)) == gone.readable()


def test_nothing_of_it_is_printed_or_kept(gone):
    gone.type()
    printed = gone.run("--all")
    squeezed = "".join(printed.split())
    for part in gone.parts:
        assert "".join(part.split()) not in squeezed
    assert BODY not in printed
    secret = org_key.combine(*gone.parts)
    needles = [secret, secret.hex().encode(), *("".join(p.split()).encode() for p in gone.parts)]
    for table, value in every_value():
        assert not any(needle in value for needle in needles), table


def test_closed_ones_and_single_ones_where_asked(gone):
    closed = gone.requests[0]
    HelpRequest.objects.filter(pk=closed.pk).update(status="closed")
    gone.type()
    gone.run("--record", str(closed.pk))
    assert gone.readable() == {closed.pk}
    gone.type()
    assert "11 of 11" in gone.run("--all")
    assert len(gone.readable()) == 12


def test_run_again_it_goes_on_where_it_stopped(gone, monkeypatch):
    real, calls = records.grant_access, []

    def breaks(**arguments):
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return real(**arguments)

    monkeypatch.setattr(records, "grant_access", breaks)
    gone.type()
    with pytest.raises(KeyboardInterrupt):
        gone.run()
    assert len(gone.readable()) == 4
    gone.type()
    assert "8 of 8 sealed to them." in gone.run()
    assert len(gone.readable()) == 12


def test_whoever_was_shut_out_gets_nothing_here_either(gone):
    shut = gone.requests[3]
    Exclusion.objects.create(request=shut, profile=gone.new, why="shut_out")
    gone.type()
    assert "1 left out" in gone.run()
    assert shut.pk not in gone.readable()
    assert len(gone.readable()) == 11


def test_typos_are_found_at_once_and_asked_again(gone):
    one, two = gone.parts
    wrong = ("0" if one[0] != "0" else "1") + one[1:]
    gone.type(wrong, one, one, two.lower().replace(" ", "-"))
    printed = gone.run()
    assert "not written correctly" in printed
    assert "That is the same part again." in printed
    assert len(gone.readable()) == 12


def test_five_wrong_tries_open_nothing(gone):
    gone.type(*["nonsense"] * 5)
    with pytest.raises(CommandError, match="Nothing was opened"):
        gone.run()
    assert not gone.readable()


def test_parts_of_other_keys_open_nothing(gone):
    other = org_key.create()
    gone.type(other.part_one, other.part_two)
    with pytest.raises(CommandError, match="not one of this site"):
        gone.run()
    gone.type(gone.parts[0], other.part_two)
    with pytest.raises(CommandError, match="do not belong to one key"):
        gone.run()
    assert not gone.readable()


@pytest.mark.parametrize("who", ["nobody", "keyless", "left", "no desk"])
def test_only_to_a_volunteer_with_a_living_key(gone, who):
    gone.type()
    if who == "nobody":
        gone.new.user.username = "nobody-at-all"
    elif who == "keyless":
        keys.revoke_staff_key(key=StaffKey.objects.get(user=gone.new.user, revoked_at=None))
    elif who == "left":
        VolunteerProfile.objects.filter(pk=gone.new.pk).update(left_at="2026-01-01")
    else:
        gone.new.delete()
    with pytest.raises(CommandError, match=r"no volunteer|no living key"):
        gone.run()
    assert not Grant.objects.filter(staff_key__revoked_at=None).exclude(staff_key=None).exists()


def test_nobody_who_says_who_they_are_opens_nothing(gone):
    gone.type(name="  ")
    with pytest.raises(CommandError, match="say who is doing this"):
        gone.run()
    assert not gone.readable()


def test_trial_opens_nothing(gone):
    before = AccessLogEntry.objects.count()
    gone.type()
    printed = gone.run("--try")
    assert OrganisationKey.objects.get().fingerprint in printed
    assert "is in use" in printed
    assert (gone.readable(), AccessLogEntry.objects.count()) == (set(), before)


def test_damaged_record_is_counted_and_stops_none_of_the_others(gone):
    grant = Grant.objects.get(envelope=gone.requests[5].envelope, staff_key=None)
    grant.sealed_secret = bytes(grant.sealed_secret)[:-1] + b"\x00"
    grant.save()
    gone.type()
    with pytest.raises(CommandError, match="1 could not be opened"):
        gone.run()
    assert len(gone.readable()) == 11


# A new key of the organisation's


def replace(gone: Gone, *arguments: str) -> str:
    out = StringIO()
    call_command("create_organisation_key", "--no-input", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def organisation_grants() -> dict[bool, int]:
    grants = Grant.objects.filter(staff_key=None)
    return dict(Counter(grants.values_list("organisation_key__is_current", flat=True)))


def test_new_key_takes_over_at_once_from_the_old_parts(gone):
    gone.type()
    printed = replace(gone, "--replace", "--from-old-parts")
    assert "12 of 12 records sealed to the new key." in printed
    assert organisation_grants() == {True: 12}
    gone.type()
    with pytest.raises(CommandError, match="not in use any more"):
        replace(gone, "--replace", "--from-old-parts")
    shown = re.findall(r"key: .*?\n\n(.*?)\n-", printed, re.S)
    gone.parts = shown
    gone.type()
    gone.run()
    assert len(gone.readable()) == 12


def test_without_the_old_parts_it_takes_over_as_people_open(gone):
    gone.type()
    gone.run()
    replace(gone, "--replace")
    assert organisation_grants() == {False: 12}
    assert holding.requests_in_danger().count() == 12
    records.open_by_grant(envelope=gone.requests[0].envelope, key=vault.unlocked(gone.new.user))
    assert organisation_grants() == {False: 11, True: 1}
    gone.type()  # after a break, the rest from the old parts, without another new key
    assert "11 of 11 records sealed" in replace(gone, "--from-old-parts")
    assert organisation_grants() == {True: 12}
    assert OrganisationKey.objects.count() == 2


def test_typo_in_the_old_parts_makes_no_new_key(gone):
    gone.type(*["x"] * 5)
    with pytest.raises(CommandError, match="Nothing was opened"):
        replace(gone, "--replace", "--from-old-parts")
    assert OrganisationKey.objects.count() == 1


def test_nothing_to_replace_is_said(db):
    with pytest.raises(CommandError, match="no key to replace"):
        call_command("create_organisation_key", "--replace", "--no-input", stdout=StringIO())
    assert not OrganisationKey.objects.exists()
