"""Timed jobs and the worker: each may run late, twice or in two processes without harm."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from core import jobs
from home.jobs import take_up_abandoned_tasks
from support import tasks
from tests.factories.support import make_volunteer
from tests.support.queue import run_queue

HOUR = 3600.0


@pytest.fixture
def registry(monkeypatch) -> dict:
    """An empty registry, so that no job of the site runs here."""
    autodiscover_modules("jobs")  # into the real one, since a module is loaded once
    empty: dict = {}
    monkeypatch.setattr(jobs, "_registry", empty)
    return empty


@pytest.mark.django_db
class TestRunDue:
    def job(self, name: str, ran: list[str], *, every: timedelta, fails: bool = False) -> None:
        def run() -> None:
            ran.append(name)
            if fails:
                raise RuntimeError("canary-in-a-job")

        run.__name__ = name
        jobs.timed(every=every)(run)

    def test_each_runs_at_once_and_then_when_it_is_due(self, registry) -> None:
        ran: list[str] = []
        self.job("hourly", ran, every=timedelta(hours=1))
        self.job("daily", ran, every=timedelta(days=1))
        start = 1000.0
        for now, expected in [
            (start, ["daily", "hourly"]),
            (start + 1, []),
            (start + HOUR - 0.001, []),
            (start + HOUR, ["hourly"]),
            (start + 25 * HOUR, ["daily", "hourly"]),  # late: once, not 24 times
            (start + 25 * HOUR + 1, []),
        ]:
            ran.clear()
            names = jobs.run_due(now=now)
            assert [name.rpartition(".")[2] for name in names] == expected
            assert ran == expected

    def test_one_that_fails_stops_no_other_and_is_tried_again(self, registry, caplog) -> None:
        ran: list[str] = []
        self.job("broken", ran, every=timedelta(hours=1), fails=True)
        self.job("sound", ran, every=timedelta(hours=1))
        with caplog.at_level(logging.ERROR, "sanad.jobs"):
            jobs.run_due(now=1000.0)
        assert ran == ["broken", "sound"]
        assert [record.levelname for record in caplog.records] == ["ERROR"]
        assert "broken" in caplog.records[0].getMessage()
        ran.clear()
        jobs.run_due(now=1000.0 + HOUR)
        assert ran == ["broken", "sound"]

    def test_the_clock_is_read_where_no_time_is_given(self, registry) -> None:
        ran: list[str] = []
        self.job("hourly", ran, every=timedelta(hours=1))
        jobs.run_due()
        jobs.run_due()
        assert ran == ["hourly"]

    def test_a_module_that_is_loaded_twice_registers_its_job_once(self, registry) -> None:
        ran: list[str] = []
        for _ in range(2):
            self.job("hourly", ran, every=timedelta(hours=1))
        assert len(jobs.registered()) == 1


def test_every_job_of_the_site_is_found() -> None:
    autodiscover_modules("jobs")
    names = {job.name for job in jobs.registered()}
    assert {"vault.jobs.delete_idle_returns", "support.jobs.holders.watch_holders"} <= names
    assert {"support.jobs.notices.send_due_mail", "support.jobs.notices.forget_yesterday"} <= names


@pytest.mark.django_db(transaction=True)
class TestWorker:
    @pytest.fixture(autouse=True)
    def _fresh(self, registry) -> None:
        mail.outbox.clear()

    def test_a_queued_notice_is_sent(self) -> None:
        volunteer = make_volunteer(has_key=False, topics=[])
        tasks.send_notice.enqueue(user_id=volunteer.user_id)
        assert mail.outbox == []
        call_command("worker", "--once", verbosity=0)
        assert [message.to for message in mail.outbox] == [[volunteer.user.email]]
        assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}

    def test_a_second_run_sends_nothing_again(self) -> None:
        tasks.send_notice.enqueue(user_id=make_volunteer(has_key=False, topics=[]).user_id)
        for _ in range(2):
            call_command("worker", "--once", verbosity=0)
        assert len(mail.outbox) == 1

    def test_it_runs_the_timed_jobs_and_what_they_queue(self, registry) -> None:
        volunteer = make_volunteer(has_key=False, topics=[])

        @jobs.timed(every=timedelta(hours=1))
        def remind() -> None:
            tasks.send_notice.enqueue(user_id=volunteer.user_id)

        call_command("worker", "--once", verbosity=0)
        assert len(mail.outbox) == 1

    def test_an_empty_queue_ends_at_once(self) -> None:
        call_command("worker", "--once", verbosity=0)
        assert mail.outbox == []


@pytest.mark.django_db
def test_a_task_whose_worker_died_is_taken_up_again_and_one_at_work_is_not() -> None:
    volunteer = make_volunteer()
    died, works = (tasks.send_notice.enqueue(user_id=volunteer.user_id).id for _ in range(2))
    for task, minutes in ((died, 16), (works, 1)):
        DBTaskResult.objects.get(pk=task).claim("a worker")
        started = timezone.now() - timedelta(minutes=minutes)
        DBTaskResult.objects.filter(pk=task).update(started_at=started)
    take_up_abandoned_tasks()
    ready = DBTaskResult.objects.ready().values_list("pk", flat=True)
    assert [str(key) for key in ready] == [died]
    run_queue()
    assert [message.to for message in mail.outbox] == [[volunteer.user.email]]
