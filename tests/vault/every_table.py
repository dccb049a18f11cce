"""Walks through all that the database holds, to look for what must not be there."""

from collections.abc import Iterator

from django.db import connection


def every_value() -> Iterator[tuple[str, bytes]]:
    """Yield each value of each row of each table as bytes, with the table's name."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    is_binary = isinstance(value, (bytes, memoryview))
                    yield table, bytes(value) if is_binary else str(value).encode()
