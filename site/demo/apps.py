"""Registers the demo: one command that seeds it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
