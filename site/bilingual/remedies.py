"""Puts our own in the place of what wagtail-localize does wrong; each names its trap."""


def install() -> None:
    """Replace the functions; called once, when Django is ready."""
