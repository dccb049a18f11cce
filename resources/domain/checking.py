"""Keeps entries true: writes down that somebody asked, and that reports were looked into."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from resources.models import Service, ServiceCheck, ServiceReport
from resources.selectors.keeping import CHECK_EVERY

_STATE = ("status", "last_checked", "check_method", "next_check", "needs_review")
_DAYS = ("last_checked", "next_check")


class SomebodyWasQuicker(Exception):
    """The entry was checked, or a report handled, since this person saw it."""


@dataclass(frozen=True)
class Act:
    """What somebody did last, so that it can be undone; anything in it goes into a session.

    Attributes:
        service: its key.
        check: key of the check that was written, if one was.
        reports: keys of the reports that were handled.
        before, after: the entry's state as text.
    """

    service: int
    check: int | None
    reports: tuple[int, ...]
    before: dict[str, Any]
    after: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return it as a session holds it."""
        return {**vars(self), "reports": list(self.reports)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Act":
        """Return what `as_json` kept."""
        return cls(**{**kept, "reports": tuple(kept["reports"])})


def latest_check(*, service: Service) -> int:
    """Return the key of the latest check, 0 before the first: what a keeper has seen."""
    return service.checks.aggregate(latest=Max("pk"))["latest"] or 0


def latest_checks(*, services: Iterable[int]) -> dict[int, int]:
    """Return the keys of the latest checks of several services, by theirs; in one query."""
    rows = ServiceCheck.objects.filter(service__in=list(services)).order_by()
    return dict(rows.values_list("service").annotate(latest=Max("pk")))


def record_check(
    *,
    service: int,
    method: str,
    user: User,
    today: date,
    seen: int | None = None,
    found_changes: bool = False,
    closed: bool = False,
    next_check: date | None = None,
) -> Act:
    """Write down that somebody asked, and when to ask again.

    Reports stay open: that a number still answers does not make a place safe.

    Args:
        service: its key.
        method: of `Service.Method`.
        user: who asked.
        today: the day of the check.
        seen: the latest check that this person saw; nothing where it does not matter.
        found_changes: something had changed.
        closed: it is closed for good; its status says so from now on.
        next_check: when to ask again; nothing for as long as a check carries.

    Raises:
        SomebodyWasQuicker: there is a later check than the one that was seen.
        Service.DoesNotExist: it was deleted.
    """
    with transaction.atomic():
        row = Service.objects.select_for_update().get(pk=service)
        if seen is not None and latest_check(service=row) != seen:
            raise SomebodyWasQuicker
        before = _state(row)
        check = ServiceCheck.objects.create(
            service=row,
            day=today,
            method=method,
            found_changes=found_changes or closed,
            checked_by=user,
        )
        row.last_checked, row.check_method = today, method
        row.next_check = None if closed else next_check or today + CHECK_EVERY
        if closed:
            row.status = Service.Status.CLOSED
        row.save()
    return Act(row.pk, check.pk, (), before, _state(row))


def handle_reports(*, service: int, reports: Iterable[int], user: User) -> Act:
    """Write down who looked into these reports, and take the flag off where none is left.

    Args:
        service: its key.
        reports: keys of those that this person saw; what came in since stays open.
        user: who looked.

    Raises:
        SomebodyWasQuicker: they are all handled already.
        Service.DoesNotExist: it was deleted.
    """
    with transaction.atomic():
        row = Service.objects.select_for_update().get(pk=service)
        seen = row.reports.filter(pk__in=list(reports), handled_at=None)
        keys = tuple(seen.values_list("pk", flat=True))
        if not keys and not row.needs_review:
            raise SomebodyWasQuicker
        before = _state(row)
        ServiceReport.objects.filter(pk__in=keys).update(handled_at=timezone.now(), handled_by=user)
        unsafe = row.reports.filter(handled_at=None, reason=ServiceReport.Reason.UNSAFE)
        if row.needs_review and not unsafe.exists():
            row.needs_review = False
            row.save()
    return Act(row.pk, None, keys, before, _state(row))


def undo(*, act: Act) -> None:
    """Take an act back, as long as nobody has done anything since.

    Raises:
        SomebodyWasQuicker: the entry is not as the act left it.
        Service.DoesNotExist: it was deleted.
    """
    with transaction.atomic():
        row = Service.objects.select_for_update().get(pk=act.service)
        if _state(row) != act.after or (act.check and latest_check(service=row) != act.check):
            raise SomebodyWasQuicker
        row.checks.filter(pk=act.check).delete()
        row.reports.filter(pk__in=act.reports).update(handled_at=None, handled_by=None)
        for name, value in act.before.items():
            setattr(row, name, _day(value) if name in _DAYS else value)
        row.save()


def _state(row: Service) -> dict[str, Any]:
    state = {name: getattr(row, name) for name in _STATE}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in state.items()
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
