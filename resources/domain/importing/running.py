"""Runs an import: begins it, moves it on in steps, and lets nobody do a step twice.

A run's position moves in the transaction that writes its lines, and only from where it was: of two
workers at one run, one writes a step and the other finds it done. What was killed in the middle of
a step has not done it.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from resources.domain.importing import files, reading
from resources.domain.importing.batches import Vocabulary, plan
from resources.domain.importing.reading import Line
from resources.domain.importing.refusals import Reason, Refused, Unreadable
from resources.domain.importing.writing import write
from resources.models import DirectoryImport, RefusedLine

BATCH = 500  # lines in one transaction
STALLED = timedelta(minutes=2)  # a run that has not moved for so long is picked up
KEPT = timedelta(days=90)  # how long what became of a run can be looked up
_BREATH = 0.02  # seconds between steps: on SQLite others want to write, too

State = DirectoryImport.State
Progress = Callable[[DirectoryImport], None]


class NotTried(Exception):
    """Only a trial that has ended, and whose file is still here, can be done for real."""


def begin(
    *,
    chunks: Iterable[bytes],
    file_name: str,
    user: User | None,
    is_dry_run: bool = True,
) -> DirectoryImport:
    """Keep a file, look at its beginning, and return a run that waits to be moved on.

    Args:
        chunks: the file.
        file_name: as its owner calls it.
        user: who asks; nobody where it is asked for on the server itself.
        is_dry_run: try only, and write nothing.

    Raises:
        Unreadable: it cannot be an import; nothing of it is kept.
    """
    run = DirectoryImport(file_name=file_name[:120], is_dry_run=is_dry_run, asked_by=user)
    run.digest = files.keep(run.pk, chunks)
    try:
        path = files.path_of(run.pk)
        run.format = reading.format_of(path)
        run.total = reading.count(path, format=run.format)
        run.save(force_insert=True)
    except BaseException:
        files.forget(run.pk)
        raise
    return run


def do_for_real(*, trial: DirectoryImport, user: User) -> DirectoryImport:
    """Return a run that does what a trial has tried, with the same file.

    Raises:
        NotTried: the trial has not ended, was done for real already, or its file is gone.
    """
    with transaction.atomic():
        locked = DirectoryImport.objects.select_for_update().get(pk=trial.pk)
        if not locked.is_dry_run or locked.state != State.DONE:
            raise NotTried
        run = DirectoryImport.objects.create(
            format=locked.format,
            file_name=locked.file_name,
            digest=locked.digest,
            total=locked.total,
            is_dry_run=False,
            asked_by=user,
        )
        try:
            files.hand_on(locked.pk, run.pk)
        except FileNotFoundError as error:
            raise NotTried from error
    return run


def stop(*, run: UUID) -> None:
    """Stop a run where it is; what it has written stays."""
    stopped = DirectoryImport.objects.filter(pk=run, state__in=[State.WAITING, State.RUNNING])
    if stopped.update(state=State.STOPPED, ended_at=timezone.now()):
        files.forget(run)


def move_on(
    *,
    run: UUID,
    position: int,
    seconds: float | None = None,
    progress: Progress | None = None,
    by_operator: bool = False,
) -> DirectoryImport | None:
    """Do the next steps of a run; return it if there is more to do.

    Args:
        run: its key.
        position: where it was when this was asked for. If it is elsewhere by now, somebody else
            is at it, and nothing is done.
        seconds: how long, so that other work of the worker gets its turn; to the end without.
        progress: called after each step.
        by_operator: somebody asks on the server itself, who can read the database anyway.
    """
    row = DirectoryImport.objects.filter(
        pk=run, position=position, state__in=[State.WAITING, State.RUNNING]
    ).first()
    if row is None or not _claim(row):
        return None
    until = None if seconds is None else time.monotonic() + seconds
    try:
        path = files.check(row.pk, digest=row.digest)
        found = reading.lines(path, format=row.format, skip=row.position)
        steps = _steps(_without_twins(found), skip=row.position)
        vocabulary = Vocabulary.read()
        for batch in steps:
            if not _step(row, batch, vocabulary, by_operator=by_operator):
                return None
            if progress is not None:
                progress(row)
            if until is not None and time.monotonic() > until:
                return row
            time.sleep(_BREATH)
    except Unreadable as error:
        _end(row, State.FAILED, failure=error.failure)
        return None
    _end(row, State.DONE)
    return None


def stalled() -> list[tuple[UUID, int]]:
    """Return the runs that have not moved for a while, each to one caller only.

    Those that nobody answers for any more are stopped: their account is gone, or they were asked
    for on the server itself, where they can be asked for again.
    """
    now = timezone.now()
    rows = DirectoryImport.objects.filter(
        state__in=[State.WAITING, State.RUNNING], moved_at__lt=now - STALLED
    )
    for key in rows.filter(asked_by=None).values_list("pk", flat=True):
        stop(run=key)
    return [
        (key, position)
        for key, position, moved_at in rows.exclude(asked_by=None).values_list(
            "pk", "position", "moved_at"
        )
        if DirectoryImport.objects.filter(pk=key, moved_at=moved_at).update(moved_at=now)
    ]


def forget_old() -> None:
    """Delete files that nobody came back to, and what became of runs of long ago."""
    files.forget_old()
    DirectoryImport.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()


def _claim(row: DirectoryImport) -> bool:
    return bool(_same_place(row).update(state=State.RUNNING, moved_at=timezone.now()))


def _same_place(row: DirectoryImport) -> QuerySet[DirectoryImport]:
    return DirectoryImport.objects.filter(
        pk=row.pk, position=row.position, state__in=[State.WAITING, State.RUNNING]
    )


def _steps(lines: Iterator[Line], *, skip: int) -> Iterator[list[Line]]:
    rest = islice(lines, skip, None)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _without_twins(lines: Iterator[Line]) -> Iterator[Line]:
    """Refuse the second line with an id.

    What is remembered of each id is eight bytes of its digest: at most `reading.MOST_LINES` small
    numbers, about 15 MB, whatever the ids are.
    """
    seen: set[int] = set()
    for line in lines:
        if not line.id:
            yield line
            continue
        digest = hashlib.blake2b(line.id.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big")
        if number in seen:
            yield Line(line.number, line.id, refused=(Refused(Reason.TWICE, "id"),))
        else:
            seen.add(number)
            yield line


def _may_write_addresses(row: DirectoryImport) -> bool:
    """Ask at each step: a right that was taken away counts at once."""
    if row.asked_by_id is None:
        return False
    user = User.objects.filter(pk=row.asked_by_id).first()
    return user is not None and user.has_perm("resources.change_serviceaddress")


def _step(
    row: DirectoryImport, batch: list[Line], vocabulary: Vocabulary, *, by_operator: bool
) -> bool:
    """Do one step; tell whether it was this one's to do."""
    with transaction.atomic():
        # First, so that whoever else is at this step waits here, and then finds it done.
        if not _claim(row):
            return False
        made = plan(
            batch,
            vocabulary=vocabulary,
            may_write_addresses=by_operator or _may_write_addresses(row),
            is_for_real=not row.is_dry_run,
        )
        if not row.is_dry_run:
            write(made, vocabulary=vocabulary)
        RefusedLine.objects.bulk_create(
            RefusedLine(run=row, line=number, field=error.field[:60], reason=error.reason.value)
            for number, refused in made.refused
            for error in refused
        )
        _same_place(row).update(
            position=F("position") + len(batch),
            created=F("created") + len(made.new),
            updated=F("updated") + len(made.changed),
            unchanged=F("unchanged") + made.unchanged,
            refused=F("refused") + len(made.refused),
            moved_at=timezone.now(),
        )
        row.refresh_from_db()
    return True


def _end(row: DirectoryImport, state: str, *, failure: str = "") -> None:
    ended = _same_place(row).update(
        state=state, failure=failure, ended_at=timezone.now(), moved_at=timezone.now()
    )
    is_wanted = row.is_dry_run and state == State.DONE  # to be done for real, within a day
    if ended and not is_wanted:
        files.forget(row.pk)
