"""Production's settings with a test environment; what differs is named here and nowhere else."""

import base64
import os
import tempfile

os.environ.setdefault("SITE_URL", "https://sanad.example")
os.environ.setdefault("ALLOWED_HOSTS", "sanad.example,testserver,localhost,127.0.0.1")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 60)
os.environ.setdefault("SEAL_KEYRING", "test:" + base64.b64encode(b"k" * 32).decode())
os.environ.setdefault("RETURN_CODE_PEPPER", base64.b64encode(b"p" * 32).decode())
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ.setdefault("ALARM_EMAILS", "alarm@sanad.example")
# Always a fresh folder, one for each process: tests neither meet real data nor one another's cache.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="sanad-tests-")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")  # the test client speaks plain HTTP

from config.settings import *  # noqa: F403 - the environment comes first
from config.settings import DATA_DIR, DATABASES, STORAGES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: memory knows neither the write-ahead log nor other processes.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    # No power cut is tested here, and waiting for the disk would double the time.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

# Hashing that is meant to be slow is not what most tests are about; those which are set it back.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RETURN_CODE_COST = (2, 8 * 1024 * 1024)
STAFF_KEY_COST = (2, 8 * 1024 * 1024)
CODE_TURNS = 16  # tests press buttons in many threads
FASTEST_FORM = 0  # tests send at once; the one that is about haste sets it back
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
