"""Reads where the two languages of a page stand."""
