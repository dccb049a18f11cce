"""The volunteers' desk inside the admin: inbox, one request, and the settings of coordinators."""
