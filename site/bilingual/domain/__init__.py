"""What can be done to the two languages of a page; each verb leaves them in step or changes nothing."""
