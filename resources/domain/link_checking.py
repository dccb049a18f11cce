"""Finds out which addresses of sources and services still answer, one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Q
from django.utils import timezone

from resources.domain.link_asking import Answer, Asker, Outcome
from resources.models import CheckedLink, LinkCheckRun, Organisation, Service
from resources.rules.web_addresses import LONGEST_URL, is_askable
from resources.selectors.review import reviewed_models

Verdict = CheckedLink.Verdict

FAILURES_THAT_COUNT = 3  # in a row, on different days: a server may be down for an evening
AGAIN = {
    Verdict.ALIVE: timedelta(days=30),
    Verdict.MOVED: timedelta(days=30),
    Verdict.BARRED: timedelta(days=7),
    Verdict.DEAD: timedelta(days=7),
}
AGAIN_AFTER_A_FAILURE = timedelta(days=1)
# For how long somebody who took an address has it. Whoever is killed in between holds it no longer.
CLAIM = timedelta(minutes=10)
AT_ONCE = 200
RUNS_KEPT = 30
_LOCK = "resources.link-checker"


@dataclass(frozen=True)
class Progress:
    """Where a round stands after one address."""

    done: int
    total: int
    url: str
    verdict: str


def own_hosts() -> tuple[str, ...]:
    """Return the names of this site, which it does not ask about itself."""
    names = {urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS}
    return tuple(sorted(name.casefold() for name in names if name and name != "*"))


def make_asker() -> Asker:
    """Return what asks, set up as the environment says."""
    return Asker(own_hosts=own_hosts(), proxy=settings.LINK_CHECKER_PROXY)


def named_addresses() -> set[str]:
    """Return the addresses that the public site names, without fragments.

    Those of sources, archived copies and claims on live pages, and of published services and
    organisations. An address of a draft is asked by nobody: who keeps that server's log would
    learn of the draft before the readers do.
    """
    found: set[str] = set()
    for model in reviewed_models():
        sources = model._meta.get_field("sources").related_model
        rows = sources.objects.filter(page__live=True).values_list("url", "archived_url")
        found.update(url for row in rows.iterator() for url in row)
        if any(field.name == "claim_url" for field in model._meta.get_fields()):
            found.update(model.objects.filter(live=True).values_list("claim_url", flat=True))
    services = Service.objects.filter(is_published=True, organisation__is_published=True)
    found.update(services.values_list("url", flat=True))
    found.update(Organisation.objects.filter(is_published=True).values_list("url", flat=True))
    ours = own_hosts()
    plain = (url.strip().partition("#")[0] for url in found if url)
    return {url for url in plain if len(url) <= LONGEST_URL and is_askable(url, own_hosts=ours)}


def collect_links(*, now: datetime) -> None:
    """Begin to ask about what the site names newly, and forget what it names no longer."""
    named = named_addresses()
    known = dict(CheckedLink.objects.values_list("url", "pk"))
    CheckedLink.objects.bulk_create(
        [CheckedLink(url=url, due_at=now) for url in sorted(named - known.keys())],
        batch_size=AT_ONCE,
        ignore_conflicts=True,  # another process may have met them in the same moment
    )
    gone = [pk for url, pk in known.items() if url not in named]
    for start in range(0, len(gone), AT_ONCE):
        CheckedLink.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()


def ask_again(*, url: str | None = None, now: datetime | None = None) -> int:
    """Put an address, or all of them, first in the queue, and return how many there are.

    Failures of one day still count once: pressing a button three times proves nothing.
    """
    links = CheckedLink.objects.all() if url is None else CheckedLink.objects.filter(url=url)
    return links.update(due_at=now or timezone.now())


def check_due_links(
    *,
    asker: Asker,
    budget: timedelta | None = None,
    now: Callable[[], datetime] = timezone.now,
) -> Iterator[Progress]:
    """Ask what is due, and yield after each address, whose result is stored by then.

    So it may be stopped or killed at any moment, and goes on where it was. Only one process at a
    time asks: two would ask one host together.

    Args:
        asker: what asks; it keeps its pauses and what it knows of robots.txt.
        budget: how long to go on; nothing means until nothing is due.
        now: the time; tests give their own.
    """
    if not cache.add(_LOCK, 1, timeout=CLAIM.total_seconds()):
        return
    try:
        begun = asker.clock()
        collect_links(now=now())
        run = _current_run(now())
        while run is not None:
            if budget is not None and asker.clock() - begun >= budget.total_seconds():
                return
            link = _claim_next(asker, now())
            if link is None:
                run.ended_at = now()
                run.save(update_fields=["ended_at"])
                return
            answer = asker.ask(link.url)
            _record(link, answer, now())
            LinkCheckRun.objects.filter(pk=run.pk).update(done=F("done") + 1)
            run.done += 1
            cache.touch(_LOCK, CLAIM.total_seconds())
            yield Progress(run.done, max(run.total, run.done), link.url, link.verdict)
    finally:
        cache.delete(_LOCK)


def _current_run(now: datetime) -> LinkCheckRun | None:
    """Return the round that is under way, begun now where something is due."""
    due = CheckedLink.objects.filter(due_at__lte=now).count()
    run = LinkCheckRun.objects.filter(ended_at=None).first()
    if run is None and due:
        run = LinkCheckRun.objects.create()
        old = LinkCheckRun.objects.order_by("-started_at", "-pk").values_list("pk", flat=True)
        LinkCheckRun.objects.filter(pk__in=list(old[RUNS_KEPT:])).delete()
    if run is not None:
        run.total = run.done + due
        run.save(update_fields=["total"])
    return run


def _claim_next(asker: Asker, now: datetime) -> CheckedLink | None:
    """Take the next address that is due, one whose host need not be waited for if there is one."""
    due = CheckedLink.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:AT_ONCE]
    for link in sorted(due, key=lambda link: max(asker.ready_at(link.url), asker.clock())):
        taken = CheckedLink.objects.filter(pk=link.pk, due_at=link.due_at)
        if taken.update(due_at=now + CLAIM):
            return link
    return None


def _record(link: CheckedLink, answer: Answer, now: datetime) -> None:
    judge(link, answer, now)
    # The row may have been forgotten meanwhile; then there is nothing to write, and no harm.
    CheckedLink.objects.filter(pk=link.pk).update(
        verdict=link.verdict,
        status=link.status,
        moved_to=link.moved_to,
        failures=link.failures,
        checked_at=now,
        due_at=link.due_at,
    )


def judge(link: CheckedLink, answer: Answer, now: datetime) -> None:
    """Set on `link` what follows from an answer; stores nothing.

    What answered with a refusal, or was busy, is not dead. Dead is what failed three times in a
    row, each on another day.
    """
    link.status = answer.status
    link.moved_to = ""
    if answer.outcome is Outcome.FAILED:
        before = timezone.localdate(link.checked_at) if link.checked_at else None
        if not link.failures or before != timezone.localdate(now):
            link.failures = min(link.failures + 1, 1000)
        link.due_at = now + AGAIN_AFTER_A_FAILURE
        if link.failures >= FAILURES_THAT_COUNT:
            link.verdict = Verdict.DEAD
            link.due_at = now + AGAIN[Verdict.DEAD]
    else:
        link.failures = 0
        link.verdict = Verdict.BARRED if answer.outcome is Outcome.BARRED else Verdict.ALIVE
        if answer.moved_to:
            link.verdict, link.moved_to = Verdict.MOVED, answer.moved_to
        link.due_at = now + AGAIN[Verdict(link.verdict)]
    link.checked_at = now


def in_trouble() -> Q:
    """Return what a link looks like that somebody should look at."""
    return Q(verdict__in=[Verdict.DEAD, Verdict.MOVED, Verdict.BARRED]) | Q(failures__gt=0)
