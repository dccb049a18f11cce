"""Requests for help: form, routing, conversation, volunteers' desk."""
