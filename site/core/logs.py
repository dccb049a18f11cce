"""Formats log lines that say what happened and where in the code, never who or with which words."""

import logging
import traceback

# Loggers whose arguments hold a path, a host or an address that somebody sent.
_TALKATIVE = ("django.request", "django.security", "gunicorn.error")


class PrivateFormatter(logging.Formatter):
    """Log format without visitors.

    An exception is shown by its class and its frames. Its message is left out: a database's or a
    form's message may quote what a person typed.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`, with what a request brought along taken out."""
        clean = logging.makeLogRecord(record.__dict__)
        if record.name.startswith(_TALKATIVE):
            clean.msg, clean.args = _without_arguments(record), None
        clean.exc_text = None
        return super().format(clean)

    def formatException(self, ei) -> str:  # noqa: N802 - the standard library's name
        """Return the frames and the class of each exception of the chain, without messages."""
        lines = []
        error = ei[1]
        while error is not None:
            lines += traceback.format_tb(error.__traceback__)
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip("\n")

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the standard library's name
        """Leave stacks as they are: they hold lines of code only."""
        return stack_info


def _without_arguments(record: logging.LogRecord) -> str:
    status = getattr(record, "status_code", None)
    if status:
        return f"answered {status}"
    message = str(record.msg)
    # gunicorn writes "Invalid request from ip=… : …" already put together.
    if "ip=" in message or "Error handling request" in message:
        return "a request could not be read"
    return message if not record.args else message.replace("%s", "…").replace("%r", "…")
