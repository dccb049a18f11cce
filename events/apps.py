"""The place that events will have in the house."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
