"""How long requests are kept: as said on the form, never shorter, and never without a warning."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from support import tasks
from support.domain import conversing, retaining
from support.domain.deleting import delete_request
from support.jobs.retention import forget_old_traces, keep_promised_times
from support.models import HelpPolicy, HelpRequest, RequestEvent, Tally
from support.rules.retention import Lifetime, Step, Windows, goes_at, step_due
from support.selectors import keeping
from tests.factories.support import open_form as make_open_form
from tests.factories.support import submit
from tests.vault.every_table import every_value
from vault.domain import erasing
from vault.domain.erasing import SEALED, empty_log, erase_freed_rows
from vault.models import AccessLogEntry, SealedMessage

WINDOWS = Windows(closed=30, silent=90, warning=14)
START = datetime(2026, 1, 1, tzinfo=UTC)


def days(number: float) -> timedelta:
    return timedelta(days=number)


# The rule


def open_one(**times) -> Lifetime:
    return Lifetime(**{"last_sign": START, "closed_at": None, "warned_at": None, **times})


@pytest.mark.parametrize(
    ("after", "step"),
    [(0, Step.NOTHING), (75.9, Step.NOTHING), (76, Step.WARN), (90, Step.WARN), (400, Step.WARN)],
)
def test_nobody_goes_unwarned_however_late_the_job_is(after, step):
    assert step_due(open_one(), now=START + days(after), windows=WINDOWS) is step


@pytest.mark.parametrize(
    ("warned", "after", "step"),
    [
        (76, 89.9, Step.NOTHING),
        (76, 90, Step.PURGE),
        (200, 213.9, Step.NOTHING),  # the job was down: the warning still lasts its days
        (200, 214, Step.PURGE),
    ],
)
def test_who_was_warned_of_goes_when_both_times_are_over(warned, after, step):
    lifetime = open_one(warned_at=START + days(warned))
    assert step_due(lifetime, now=START + days(after), windows=WINDOWS) is step


def test_a_sign_of_life_voids_the_warning():
    lifetime = open_one(warned_at=START - days(1))
    assert step_due(lifetime, now=START + days(75), windows=WINDOWS) is Step.NOTHING
    assert step_due(lifetime, now=START + days(90), windows=WINDOWS) is Step.WARN


@pytest.mark.parametrize(("after", "step"), [(29.9, Step.NOTHING), (30, Step.PURGE)])
def test_closed_one_goes_without_a_warning(after, step):
    lifetime = open_one(closed_at=START)
    assert step_due(lifetime, now=START + days(after), windows=WINDOWS) is step


@given(
    silent=st.integers(2, 400),
    closed=st.integers(1, 400),
    data=st.data(),
    looks=st.lists(st.integers(0, 2_000), max_size=40),
)
def test_whenever_the_job_looks_it_is_never_too_early(silent, closed, data, looks):
    windows = Windows(closed, silent, data.draw(st.integers(1, silent - 1)))
    warned_at = None
    for look in sorted(looks):
        now = START + days(look)
        lifetime = open_one(warned_at=warned_at)
        step = step_due(lifetime, now=now, windows=windows)
        if step is Step.PURGE:
            assert warned_at is not None
            assert now >= goes_at(lifetime, windows=windows)
            assert now - START >= days(silent)
            assert now - warned_at >= days(windows.warning)
            return
        if step is Step.WARN:
            warned_at = now


# The requests


@pytest.fixture
def opened(transactional_db):
    return make_open_form()


def age(request: HelpRequest, number: int, **changes) -> None:
    then = timezone.now() - days(number)
    HelpRequest.objects.filter(pk=request.pk).update(last_message_at=then, **changes)


def left() -> set:
    return set(HelpRequest.objects.values_list("pk", flat=True))


def test_each_goes_in_its_time_and_nothing_else_does(opened):
    rows = [submit(opened).request for _ in range(6)]
    fresh, silent, warned, kept, closed, just_closed = rows
    now = timezone.now()
    age(silent, 80)
    age(warned, 95, warned_at=now - days(15))
    age(kept, 95, warned_at=now - days(15))
    retaining.keep_for_longer(request=kept, actor=opened.coordinator)
    for row, number in ((closed, 31), (just_closed, 29)):
        conversing.close_request(request=row)
        age(row, number, closed_at=now - days(number))
    assert retaining.warn_and_purge(now=now) == (1, 2)
    assert left() == {fresh.pk, silent.pk, kept.pk, just_closed.pk}
    assert retaining.warn_and_purge(now=now) == (0, 0)
    counted = Tally.objects.filter(what=Tally.What.PURGED).values_list("topic", "count")
    assert list(counted) == [(opened.topics[0].code, 2)]
    kinds = set(RequestEvent.objects.values_list("request", "kind"))
    assert (silent.pk, "warned") in kinds
    assert (kept.pk, "kept") in kinds
    assert {row.pk for row in keeping.ending(opened.coordinator.user)} == {silent.pk}


def test_one_broken_request_keeps_no_other_beyond_its_time(opened, monkeypatch):
    rows = [submit(opened).request for _ in range(3)]
    for row in rows:
        conversing.close_request(request=row)
        age(row, 31, closed_at=timezone.now() - days(31))
    take_step = retaining._take_step

    def breaks_at_one(envelope_id, *args):
        if envelope_id == rows[0].envelope_id:
            raise RuntimeError("broken")
        return take_step(envelope_id, *args)

    monkeypatch.setattr(retaining, "_take_step", breaks_at_one)
    with pytest.raises(ExceptionGroup) as caught:
        retaining.warn_and_purge(now=timezone.now())
    assert [str(error) for error in caught.value.exceptions] == ["broken"]
    assert left() == {rows[0].pk}


def test_windows_are_the_groups(opened):
    HelpPolicy.objects.create(closed_days=3, silent_days=10, warning_days=2)
    request = submit(opened).request
    conversing.close_request(request=request)
    age(request, 4, closed_at=timezone.now() - days(4))
    assert retaining.warn_and_purge(now=timezone.now()) == (0, 1)


def test_nothing_of_a_purged_request_is_in_any_table(opened):
    submission = submit(opened, body="canary-of-the-purge")
    request, envelope = submission.request, submission.request.envelope_id
    conversing.close_request(request=request)
    age(request, 40, closed_at=timezone.now() - days(40))
    keep_promised_times()
    traces = {request.pk.hex, str(request.pk), envelope.hex, str(envelope)}
    needles = [one.encode() for one in traces] + [request.pk.bytes, envelope.bytes]
    found = {
        table
        for table, value in every_value()
        if any(needle in value for needle in needles) and table != "vault_accesslogentry"
    }
    assert found == set()
    assert not any(model.objects.exists() for model in SEALED)


def test_old_traces_go_and_young_ones_stay(opened):
    for _ in range(2):
        tasks.send_alarm.enqueue(kind="too_few_holders")
    old, young = (AccessLogEntry.objects.create(envelope_id=uuid4()) for _ in range(2))
    AccessLogEntry.objects.filter(pk=old.pk).update(opened_at=timezone.now() - days(366))
    AccessLogEntry.objects.filter(pk=young.pk).update(opened_at=timezone.now() - days(364))
    done_long_ago, done = rows = list(DBTaskResult.objects.all())
    for row in rows:
        row.set_successful(None)
    tasks.send_alarm.enqueue(kind="too_few_holders")  # waits still, whatever its age
    (waiting,) = DBTaskResult.objects.ready()
    long_ago = timezone.now() - days(3)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=long_ago)
    DBTaskResult.objects.filter(pk=done_long_ago.pk).update(finished_at=long_ago)
    forget_old_traces()
    assert list(AccessLogEntry.objects.values_list("pk", flat=True)) == [young.pk]
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {done.pk, waiting.pk}


# The database's own files


def test_nothing_is_erased_within_a_transaction(db):
    with pytest.raises(RuntimeError):
        empty_log()


def database_bytes() -> bytes:
    """Return what the database's files hold now, as somebody with the disk would read them."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = (Path(f"{name}{end}") for end in ("", "-wal"))
        return b"".join(file.read_bytes() for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(c.oid)),"
            " coalesce(pg_read_binary_file(pg_relation_filepath(nullif(c.reltoastrelid, 0))), '')"
            " FROM pg_class c WHERE c.relname = ANY(%s)",
            [[model._meta.db_table for model in SEALED]],
        )
        return b"".join(bytes(part) for row in cursor.fetchall() for part in row)


def test_deleted_rows_are_in_no_file_of_the_database(opened):
    envelope = submit(opened).request.envelope
    sealed = bytes(SealedMessage.objects.get(envelope=envelope).sealed)
    needle = sealed[200:260]
    assert needle in database_bytes()
    delete_request(envelope=envelope)
    # The database's own housekeeping may be reading; then it is said, and tried again.
    assert any(erase_freed_rows() for _ in range(20))
    assert needle not in database_bytes()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks the whole file")
def test_erasing_says_when_somebody_could_still_read(opened, monkeypatch):
    monkeypatch.setattr(erasing, "_PATIENCE_MS", 1)
    envelope = submit(opened).request.envelope
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1 FROM auth_user")
            delete_request(envelope=envelope)
            assert not erase_freed_rows()
            cursor.execute("COMMIT")
    finally:
        reader.close()
    monkeypatch.undo()
    assert any(erase_freed_rows() for _ in range(20))
