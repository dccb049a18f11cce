"""Timed jobs of resources: asking whether the addresses of sources and services still answer."""

import logging
import threading
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import connections

from core import jobs
from resources import directory_jobs  # noqa: F401 - its jobs register themselves
from resources.domain.link_asking import Asker
from resources.domain.link_checking import check_due_links, make_asker

logger = logging.getLogger("sanad.jobs")
BUDGET = timedelta(seconds=40)
_asking: list[threading.Thread] = []


@jobs.timed(every=timedelta(minutes=1))
def check_links() -> None:
    """Ask a few of the addresses that are due, where the group has switched that on.

    In a thread of its own: a slow server must not keep waiting the job that looks whether a
    request for help has reached somebody.
    """
    if not settings.LINK_CHECKER or any(thread.is_alive() for thread in _asking):
        return
    thread = threading.Thread(target=_ask_some, name="link-checker")
    _asking[:] = [thread]
    thread.start()


def _ask_some() -> None:
    try:
        for _progress in check_due_links(asker=_asker(), budget=BUDGET):
            pass
    except Exception:
        logger.exception("asking addresses failed")
    finally:
        connections.close_all()


@cache
def _asker() -> Asker:
    # Kept, since it knows what robots.txt said and when each host may be asked again.
    return make_asker()
