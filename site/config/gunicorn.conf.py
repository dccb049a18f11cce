"""How gunicorn serves the site: sync workers, and no log line about any visitor."""

import os
from pathlib import Path

_root = Path(__file__).resolve().parents[2]

wsgi_app = "config.wsgi:application"
pythonpath = f"{_root / 'site'},{_root}"
chdir = str(_root)
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))  # one of them may be at a return code
worker_class = "sync"
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeat only
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 60
accesslog = None  # an access log would hold every visitor's address and what they read
loglevel = "warning"
logger_class = "config.server_log.PrivateLogger"
proc_name = "sanad"
