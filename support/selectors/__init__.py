"""Reads requests for help, volunteers and vocabularies; changes nothing."""
