"""Gunicorn's own log, through the formatter that leaves visitors out."""

from gunicorn.glogging import Logger

from core.logs import PrivateFormatter


class PrivateLogger(Logger):
    """Gunicorn writes the address of whoever sends it a broken request; this one does not."""

    def setup(self, cfg) -> None:
        """Set gunicorn's handlers up, then give each the private formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PrivateFormatter())
