"""Registers the app with Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"
