"""Home page, standard pages, site chrome."""
