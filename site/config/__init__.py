"""How the site is put together: settings, addresses and the server's entry points."""
