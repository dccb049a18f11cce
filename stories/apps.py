"""The place that members' stories will have in the house."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
