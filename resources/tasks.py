"""Queued work of the directory: an import, in slices, so that mail does not wait behind it."""

from uuid import UUID

from django_tasks import task

from resources.domain.importing import running

SLICE_SECONDS = 20


@task()
def move_import_on(*, run: str, position: int) -> None:
    """Move an import on for a while, and queue the rest behind what others have queued.

    Args:
        run: its key.
        position: where it was when this was queued.
    """
    row = running.move_on(run=UUID(run), position=position, seconds=SLICE_SECONDS)
    if row is not None:
        move_import_on.enqueue(run=run, position=row.position)
