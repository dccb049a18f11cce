"""Turns the demo's content into pages, people and requests, through the site's own functions."""
