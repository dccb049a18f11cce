"""Decisions about requests for help, from plain values alone: no database, no clock, no content."""
