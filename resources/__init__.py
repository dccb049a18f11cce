"""Myth articles and what else readers come to learn."""
