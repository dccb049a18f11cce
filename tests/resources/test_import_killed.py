"""An import that is killed goes on where it stopped, and two workers never do a step twice."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import close_old_connections, connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from resources import directory_jobs
from resources.domain.importing import files, running
from resources.models import DirectoryImport, RefusedLine, Service, ServiceText
from tests.factories.vault import UserFactory
from tests.resources.import_files import counts, line, refusals, run_import, table

ROOT = Path(django_settings.BASE_DIR)
LINES = 2_000

# What a worker does with a run, in a process of its own.
CHILD = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])["path"]
import django
django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
said = json.loads(sys.argv[1])
settings.DATA_DIR = Path(said["folder"])
connection.settings_dict["NAME"] = said["database"]
from resources.domain.importing import running
running.BATCH = 50
running.move_on(run=said["run"], position=0, by_operator=True)
"""


@pytest.fixture(autouse=True)
def terms(db, settings, tmp_path) -> None:
    """Run the migration's own function: a transactional test may have emptied the tables."""
    settings.DATA_DIR = tmp_path
    import_module("resources.migrations.0003_first_terms").create_terms(apps, None)


def begin(data: bytes, *, is_dry_run: bool = False, user=None) -> DirectoryImport:
    return running.begin(chunks=[data], file_name="x", user=user, is_dry_run=is_dry_run)


def worker(run: DirectoryImport) -> subprocess.Popen:
    said = {
        "path": [str(ROOT / "site"), str(ROOT)],
        "folder": str(django_settings.DATA_DIR),
        "database": str(connection.settings_dict["NAME"]),
        "run": str(run.pk),
    }
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", CHILD, json.dumps(said)], env=env)


@pytest.mark.django_db(transaction=True)
def test_killed_by_minus_nine_it_goes_on_and_loses_and_doubles_nothing():
    rows = [line(id=f"k-{number}", name_en=f"Service {number}") for number in range(LINES)]
    rows[10] = line(id="", name_en="without an id")
    rows[LINES - 1] = line(id="k-0", name_en="twice")
    run = begin(table(*rows))
    process = worker(run)
    try:
        pause = threading.Event()
        while run.position < 100:
            assert process.poll() is None, "it ended before it could be killed"
            pause.wait(0.005)  # for the row to move, not for a time to pass
            run.refresh_from_db()
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    run.refresh_from_db()
    stopped_at = run.position
    assert (run.state, stopped_at < LINES) == ("running", True)
    # Half a step is no step: what the position says is what is there.
    assert Service.objects.count() == run.created == stopped_at - run.refused
    running.move_on(run=run.pk, position=stopped_at, by_operator=True)
    run.refresh_from_db()
    assert (run.state, run.position) == ("done", LINES)
    assert counts(run) == (LINES - 2, 0, 0, 2)
    assert refusals(run) == [(12, "id", "no-id"), (LINES + 1, "id", "twice")]
    assert Service.objects.count() == LINES - 2
    assert ServiceText.objects.count() == 2 * (LINES - 2)
    assert not files.is_there(run.pk)


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_one_run_do_each_step_once(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 5)
    monkeypatch.setattr(running, "_BREATH", 0)
    run = begin(table(*[line() for _number in range(40)], line(id="")))
    barrier = threading.Barrier(4)

    def work() -> None:
        try:
            barrier.wait()
            while True:
                close_old_connections()
                row = DirectoryImport.objects.get(pk=run.pk)
                if row.state not in {"waiting", "running"}:
                    return
                running.move_on(run=run.pk, position=row.position, by_operator=True)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.refresh_from_db()
    assert (run.state, run.position, counts(run)) == ("done", 41, (40, 0, 0, 1))
    assert Service.objects.count() == 40
    assert RefusedLine.objects.count() == 1


@pytest.mark.django_db
class TestSlices:
    """A run moves on bit by bit, so that mail does not wait behind it."""

    def test_each_slice_goes_on_where_the_last_one_stopped(self, monkeypatch):
        monkeypatch.setattr(running, "BATCH", 2)
        run = begin(table(*[line() for _number in range(5)]))
        places = [0]
        while running.move_on(run=run.pk, position=places[-1], seconds=0, by_operator=True):
            run.refresh_from_db()
            places.append(run.position)
        run.refresh_from_db()
        assert (places, run.state, run.created) == ([0, 2, 4, 5], "done", 5)

    def test_a_task_that_was_queued_for_another_place_does_nothing(self, monkeypatch):
        monkeypatch.setattr(running, "BATCH", 2)
        run = begin(table(*[line() for _number in range(3)]))
        running.move_on(run=run.pk, position=0, seconds=0, by_operator=True)
        assert running.move_on(run=run.pk, position=0, by_operator=True) is None
        assert Service.objects.count() == 2

    def test_a_stopped_run_stays_stopped_and_its_file_goes(self):
        run = begin(table(line()))
        running.stop(run=run.pk)
        running.move_on(run=run.pk, position=0, by_operator=True)
        run.refresh_from_db()
        assert (run.state, Service.objects.count()) == ("stopped", 0)
        assert not files.is_there(run.pk)

    def test_what_stopped_moving_is_picked_up_once(self):
        moving, still = (begin(table(line()), user=UserFactory()) for _number in range(2))
        orphan = begin(table(line()))
        long_ago = timezone.now() - timedelta(minutes=3)
        DirectoryImport.objects.exclude(pk=moving.pk).update(moved_at=long_ago, state="running")
        for _twice in range(2):
            directory_jobs.pick_up_imports()
        queued = [result.args_kwargs["kwargs"] for result in DBTaskResult.objects.all()]
        assert queued == [{"run": str(still.pk), "position": 0}]
        orphan.refresh_from_db()
        assert orphan.state == "stopped"  # nobody's rights could be asked for


@pytest.mark.django_db
class TestFile:
    """The file is kept for its owner alone, for as long as it is needed."""

    def test_its_mode(self):
        run = begin(table(line()))
        assert files.path_of(run.pk).stat().st_mode & 0o777 == 0o600
        assert files.folder().stat().st_mode & 0o777 == 0o700

    def test_a_trial_keeps_it_for_the_real_run_which_deletes_it(self):
        user = UserFactory()
        trial = run_import(table(line()), for_real=False, user=user)
        real = running.do_for_real(trial=trial, user=user)
        assert (files.is_there(trial.pk), files.is_there(real.pk)) == (False, True)
        with pytest.raises(running.NotTried):
            running.do_for_real(trial=trial, user=user)
        running.move_on(run=real.pk, position=0)
        real.refresh_from_db()
        assert (real.state, real.created) == ("done", 1)
        assert list(files.folder().iterdir()) == []

    def test_another_file_is_never_continued(self):
        run = begin(table(line()))
        path = files.path_of(run.pk)
        path.write_bytes(table(line(id="smuggled")))
        running.move_on(run=run.pk, position=0, by_operator=True)
        run.refresh_from_db()
        assert (run.state, run.failure, Service.objects.count()) == ("failed", "changed", 0)

    def test_a_file_that_is_gone(self):
        run = begin(table(line()))
        files.forget(run.pk)
        running.move_on(run=run.pk, position=0, by_operator=True)
        run.refresh_from_db()
        assert (run.state, run.failure) == ("failed", "gone")

    def test_after_a_day_it_is_deleted(self):
        old, new = (run_import(table(line()), for_real=False) for _number in range(2))
        day = 24 * 3600 + 60
        stat = files.path_of(old.pk).stat()
        os.utime(files.path_of(old.pk), (stat.st_atime - day, stat.st_mtime - day))
        directory_jobs.forget_import_files()
        assert (files.is_there(old.pk), files.is_there(new.pk)) == (False, True)
