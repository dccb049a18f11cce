"""What editors and translators see in the admin."""
