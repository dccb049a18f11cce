"""What can be done to the two languages of a page: each verb keeps them in step, or refuses."""
