"""Registers with Wagtail's admin what editors and translators see of the two languages."""
