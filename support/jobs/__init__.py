"""Timed jobs of requests for help; the worker finds them by importing this package."""

from support.jobs import escalation, holders, notices, retention

__all__ = ["escalation", "holders", "notices", "retention"]
