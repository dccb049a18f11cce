"""The worker: runs queued tasks, and the timed jobs beside them, in one process."""

import os
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands.db_worker import Worker

from core import jobs

LOOK_EVERY_SECONDS = 20


class Command(BaseCommand):
    """`manage.py worker`: ends on INT or TERM after the task that it is at."""

    help = "Run queued tasks and timed jobs until told to stop."

    def add_arguments(self, parser) -> None:
        """Add `--once`, for schedulers such as cron and for tests."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args, once: bool, **options) -> None:
        """Run the queue in this thread and the timed jobs in another."""
        autodiscover_modules("jobs")
        if once:
            jobs.run_due()
        else:
            threading.Thread(target=self._keep_time, name="timed-jobs", daemon=True).start()
        worker = Worker(
            queue_names=["default"],
            interval=1,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{os.getpid()}-{get_random_string(8)}",
            excluded_queue_names=[],
        )
        if not once:
            worker.configure_signals()
        worker.run()

    def _keep_time(self) -> None:
        pause = threading.Event()
        while True:
            jobs.run_due()
            close_old_connections()
            pause.wait(LOOK_EVERY_SECONDS)
