"""Makes deleted rows unreadable in the database's own files, as far as a database can.

SQLite overwrites freed pages with zeros (`secure_delete`) but keeps what was written lately in its
write-ahead log; PostgreSQL keeps deleted rows until a table is written anew. Copies that are out of
our reach, such as backups and PostgreSQL's archived log, keep theirs for as long as they exist.

Source: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint and
https://www.postgresql.org/docs/current/sql-vacuum.html
"""

import logging
import time

from django.db import DatabaseError, connection

from vault.models import (
    Envelope,
    Grant,
    OpenReturn,
    SealedFile,
    SealedMessage,
    SealedPart,
)

logger = logging.getLogger("sanad.vault")
SEALED = (Envelope, SealedMessage, SealedPart, SealedFile, Grant, OpenReturn)
_PATIENCE_MS = 5_000  # somebody may be reading; the next run tries again


def empty_log() -> bool:
    """Empty SQLite's write-ahead log, in which rows just deleted still stand. Quick, often.

    Returns:
        Whether it is empty, or is another database's business. Where somebody was reading it is
        not; try again later.
    """
    _refuse_within_transaction()
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, _pages, _moved = cursor.fetchone()
    return not is_busy


def erase_freed_rows() -> bool:
    """Make deleted rows of sealed tables unreadable. On PostgreSQL these are written anew.

    Returns:
        Whether all of it was done; where somebody was reading it was not, and is tried again.
    """
    if connection.vendor != "postgresql":
        return empty_log()
    _refuse_within_transaction()
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in SEALED)
    nobody_reads = _nobody_can_read_old_rows()
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {_PATIENCE_MS}")
        try:
            cursor.execute(f"VACUUM (FULL) {tables}")
        except DatabaseError:
            logger.warning("deleted rows could not be erased now; the next run tries again")
            return False
        finally:
            cursor.execute("SET lock_timeout = DEFAULT")
    return nobody_reads


def _nobody_can_read_old_rows() -> bool:
    """Wait until no transaction is left that began before now; tell whether that came.

    A table that is written anew keeps each deleted row that some transaction, also autovacuum's,
    might still look at: all snapshots of this database count, and whoever writes anywhere on this
    server, since every new snapshot, that of `VACUUM FULL` too, begins at the oldest of them.
    """
    patience = time.monotonic() + _PATIENCE_MS / 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::xid")
        (now,) = cursor.fetchone()
        while True:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND ("
                " age(backend_xid) > age(%(now)s::text::xid) OR"
                " datname = current_database() AND age(backend_xmin) > age(%(now)s::text::xid)))",
                {"now": now},
            )
            (somebody,) = cursor.fetchone()
            if not somebody or time.monotonic() > patience:
                return not somebody
            time.sleep(0.05)


def _refuse_within_transaction() -> None:
    if connection.in_atomic_block:
        message = "a transaction that is open keeps what it could still read"
        raise RuntimeError(message)
