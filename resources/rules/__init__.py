"""Decides what follows from rows and days, without a database."""
