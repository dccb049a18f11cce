"""All settings, from the environment: production by default, and no secret with a default."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.env import choice, database, env, secret, secret_bytes
from config.static_files import keep_to_own_pages
from vault.crypto.outer import KeyRing

BASE_DIR = Path(__file__).resolve().parents[2]
SITE_DIR = BASE_DIR / "site"
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

# What this process is
DEBUG = False
DEMO = env.bool("DEMO", default=False)
SITE_ROLE = choice("SITE_ROLE", choices=("all", "public", "desk"), default="all")
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
if not SITE_URL:
    raise ImproperlyConfigured("SITE_URL is not set, for example https://example.org.")
HTTPS = urlsplit(SITE_URL).scheme == "https"
if not HTTPS and not DEMO:
    raise ImproperlyConfigured("SITE_URL must begin with https:// outside the demo.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])

# Secrets
SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SEAL_KEYRING = secret("SEAL_KEYRING")
try:
    KeyRing.from_text(SEAL_KEYRING)
except ValueError as error:
    # Its messages name an entry, never a key.
    raise ImproperlyConfigured(f"SEAL_KEYRING cannot be used: {error}") from error
RETURN_CODE_PEPPER = secret_bytes("RETURN_CODE_PEPPER", at_least=32)

# Accounts with this e-mail domain have published passphrases: no sign-in outside the demo.
DEMO_ACCOUNT_DOMAIN = "demo.invalid"

INSTALLED_APPS = [
    "home",
    "stories",
    "events",
    "resources",
    "support",
    "vault",
    "bilingual",  # before wagtail_localize, whose addresses and hooks it stands in front of
    "core",
    "demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_2fa",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "core.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.ResponseHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # What fails from here on gets the headers above too.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.redirects.RedirectMiddleware",
    "bilingual.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.chrome",
            ],
        },
    }
]

# Database, cache, queue
DATABASES = {"default": database(env.str("DATABASE_URL", default=""), data_dir=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", default="")
# Without Redis a folder serves: unlike memory it is shared by all workers of the machine, so
# that a page moved in one of them is not looked for at its old address by another.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "core.cache.FolderCache",
        "LOCATION": DATA_DIR / "cache",
        # Beyond this many, entries go at random, and counts of wrong tries are among them.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# In the same database as the rows, so that a request and its notice are written together or not.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages: both have a prefix, and the address alone decides which one is spoken.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("ar", "العربية"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
LOCALE_PATHS = [SITE_DIR / "locale"]
FORMAT_MODULE_PATH = ["core.formats"]
# English must not go live under an Arabic address because somebody pressed Translate (TRAPS B1).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# No service by default: drafts do not leave the server unless somebody set one up, and then asks.
if MACHINE_TRANSLATOR := env.str("MACHINE_TRANSLATOR", default=""):
    try:
        machine_options = env.json("MACHINE_TRANSLATOR_OPTIONS", default={})
    except ValueError:
        # Its message is not repeated: the options hold a key.
        raise ImproperlyConfigured("MACHINE_TRANSLATOR_OPTIONS is not valid JSON.") from None
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": MACHINE_TRANSLATOR, "OPTIONS": machine_options}

# Wagtail
WAGTAIL_SITE_NAME = "Sanad"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.SanadImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.image_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_ENABLE_UPDATE_CHECK = False  # a request to a third party
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # would send a hash of every volunteer's address away
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing is embedded, nothing is asked of third parties
# One backend: two would overwrite one another's index (TRAPS B18). Words are folded before they
# reach it; PostgreSQL's own stemming would differ with the server's language.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search.backend", "SEARCH_CONFIG": "simple"}}
WAGTAIL_PASSWORD_RESET_ENABLED = True
# A password that readers share would give them a cookie; who may read more, has an account.
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [SITE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = keep_to_own_pages
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if S3_BUCKET := env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "access_key": secret("S3_ACCESS_KEY_ID"),
            "secret_key": secret("S3_SECRET_ACCESS_KEY"),
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }

# Mail: never any content, see support/tasks.py
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20  # seconds; a mail server that says nothing must not hold up the queue
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"noreply@{urlsplit(SITE_URL).hostname}"
)
ALARM_EMAILS = env.list("ALARM_EMAILS", default=[])

# Staff sign-in
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "core.auth.StaffBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAIL_2FA_REQUIRED = not DEMO
# Guessing is slowed by account, in the cache; no address or browser of anyone is kept.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_CLIENT_IP_CALLABLE = "core.auth.no_client_address"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Cookies: none for readers. `__Host-` binds a name to this host and to TLS.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}staff"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads it
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
RETURN_COOKIE_NAME = f"{COOKIE_PREFIX}return"
UNLOCK_COOKIE_NAME = f"{COOKIE_PREFIX}unlock"
VAULT_IDLE_SECONDS = 15 * 60

# Argon2id's cost: passes and bytes of memory (DESIGN: the vault)
RETURN_CODE_COST = (2, 64 * 1024 * 1024)
STAFF_KEY_COST = (4, 128 * 1024 * 1024)

# Headers
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Each binds the whole domain, and the preload list is public and slow to leave.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]  # asked over plain HTTP on the machine itself
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "storage-access",
        "usb",
        "xr-spatial-tracking",
    )
}

# Return codes that are tried at the same moment on this machine: each takes RETURN_CODE_COST, and
# one process of the web server. As many may wait for a turn; the others serve everybody else.
_web_processes = env.int("WEB_CONCURRENCY", default=3)
CODE_TURNS = max(1, _web_processes // 3)
CODE_PLACES_TO_WAIT = max(0, min(CODE_TURNS, _web_processes - CODE_TURNS - 1))
CODE_WAIT_SECONDS = 3
# How many proxies of our own stand in front: whose word about a sender's address is taken.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured("TRUSTED_PROXIES must be 0 or more.")
# Seconds. No person reads, fills in, looks through and sends a form of ours in less.
FASTEST_FORM = 3

# Limits: what is bigger is no form of ours.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor needs many

# Logs: what happened and where in the code; never who, from where, or with which words.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "core.logs.PrivateFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "private"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own configuration would mail tracebacks to ADMINS and print request lines.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # At DEBUG these write out what a page shows and what a query stores.
        "django.template": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "axes": {"level": "CRITICAL"},
        # Wagtail names the page that was published; its own log in the database does too.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},  # its warnings only say that it was told to stop
    },
}

SILENCED_SYSTEM_CHECKS = [
    "axes.W001",  # a folder as cache may lose a count in a race, which lets a guess more through
    "security.W005",  # subdomains may not be ours to bind: HSTS_INCLUDE_SUBDOMAINS
    "security.W021",  # the same for the preload list: HSTS_PRELOAD
    "axes.W006",  # it wants addresses in the lock-out; we keep none
]

# Site
EXIT_URL = env.str("EXIT_URL", default="https://www.wikipedia.org/")
SECURITY_CONTACT = env.str(
    "SECURITY_CONTACT", default=f"mailto:security@{urlsplit(SITE_URL).hostname}"
)
# Off by default: asking whether sources still answer tells the host, and whoever watches the line,
# which addresses this site names, and names of queer groups are among them.
LINK_CHECKER = env.bool("LINK_CHECKER", default=False)
LINK_CHECKER_PROXY = env.str("LINK_CHECKER_PROXY", default="").rstrip("/")
if LINK_CHECKER_PROXY and urlsplit(LINK_CHECKER_PROXY).scheme != "http":
    raise ImproperlyConfigured("LINK_CHECKER_PROXY must begin with http:// (Tor: HTTPTunnelPort).")
