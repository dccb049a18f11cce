"""Escalation and routing at the same moment in several workers, with real commits."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from support.domain import conversing, deleting, escalating, shutting_out
from support.models import HelpRequest, RequestAccess, RequestEvent
from support.selectors import roster
from tests.factories.support import open_form as make_open_form
from tests.factories.support import submit
from tests.support.queue import told
from tests.support.test_races import at_once
from vault.selectors import living_keys

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = """
import sys
from datetime import datetime
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from support.domain import escalating
print("ready", flush=True)
sys.stdin.readline()
escalating.escalate_all(now=datetime.fromisoformat(sys.argv[2]))
"""


@pytest.fixture
def opened():
    return make_open_form()


def events() -> list[tuple[str, str]]:
    found = RequestEvent.objects.exclude(kind="routed")
    return [(event.kind, event.reason) for event in found]


CLIMBED = [("escalated", "backup"), ("escalated", "coordinators"), ("alarmed", "")]


def test_four_workers_take_each_step_once_and_in_order(opened):
    request = submit(opened, urgency="now").request
    later = request.waiting_since + timedelta(days=3)
    assert at_once(*(lambda: escalating.escalate_all(now=later) for _ in range(4))) == [None] * 4
    assert events() == CLIMBED
    assert RequestAccess.objects.count() == 3
    assert len(told()) == 3  # the volunteer when it came, and the two who were asked later


def test_two_processes_take_each_step_once_and_in_order(opened, tmp_path):
    submitted = [submit(opened, urgency="now").request for _ in range(3)]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).is_file():
        name = str(tmp_path / "copy.sqlite3")
        connection.ensure_connection()
        connection.cursor().execute("VACUUM INTO %s", [name])
    later = submitted[0].waiting_since + timedelta(days=3)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, name, later.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "site:."},
        )
        for _ in range(2)
    ]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 2
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [worker.communicate(timeout=60)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    assert [text for text in said if "could not" in text] == []
    for request in submitted:
        found = RequestEvent.objects.filter(request=request).exclude(kind="routed")
        assert [(event.kind, event.reason) for event in found] == CLIMBED


def test_request_that_is_answered_or_deleted_meanwhile_is_left_alone(opened):
    answered, deleted = (submit(opened, urgency="now").request for _ in range(2))
    later = answered.waiting_since + timedelta(days=3)
    results = at_once(
        lambda: escalating.escalate_all(now=later),
        lambda: conversing.answer_request(request=answered, body="x", alias="y"),
        lambda: deleting.delete_request(envelope=deleted.envelope),
        lambda: escalating.escalate_all(now=later),
    )
    assert results == [None] * 4
    assert list(HelpRequest.objects.all()) == [answered]
    climbed = [event for event in events() if event[0] in ("escalated", "alarmed")]
    assert climbed in ([], CLIMBED)
    assert set(RequestEvent.objects.values_list("request", flat=True)) == {answered.pk}


def test_many_who_are_shut_out_at_once_stop_nobody(opened):
    type(opened.coordinator).objects.update(capacity=50)
    submitted = [submit(opened, urgency="now").request for _ in range(4)]
    results = at_once(
        *(
            lambda request=request: shutting_out.shut_out(
                envelope=request.envelope, profile=request.assigned_to
            )
            for request in submitted
        ),
        lambda: submit(opened).is_new,
        lambda: escalating.escalate_all(now=submitted[0].waiting_since + timedelta(hours=3)),
    )
    assert results == [None] * 4 + [True, None]
    for request in submitted:
        former = request.assigned_to
        request.refresh_from_db()
        assert request.assigned_to not in (None, former)
        readers = set(RequestAccess.objects.filter(request=request).values_list("profile"))
        assert (former.pk,) not in readers
        assert former not in roster.holders(request)
    assert living_keys().count() == 3
