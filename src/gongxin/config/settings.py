"""Django settings. Every variable that an operator may set is read here, and documented here.

GONGXIN_HOME           folder that holds everything that is kept (default ``./var``)
DATABASE_URL           PostgreSQL to use; without it the embedded server under GONGXIN_HOME
GONGXIN_SECRET_KEY     signs sessions; without it a key is made once and kept in GONGXIN_HOME
GONGXIN_DEBUG          ``1`` shows developers' error pages; never on a machine others can reach
GONGXIN_ALLOWED_HOSTS  further names this service answers to, separated by commas
GONGXIN_TLS            ``1`` when a proxy in front speaks https: secure cookies, HSTS
GONGXIN_CITY           name shown in the page head
GONGXIN_PUBLIC_URL     address in reports' QR codes (default: the one the visitor used)
GONGXIN_MAX_UPLOAD     largest file a department may submit, in bytes (default 2 GiB)
GONGXIN_RATE_ANONYMOUS  API requests from one address without a key (default ``60/m``; s, m, h, d)
GONGXIN_RATE_KEY       API requests with one key, or of one signed-in officer (default ``600/m``)
GONGXIN_MAIL           mail server for notices, ``smtp://user:password@host:port`` or ``smtps://…``; unset: no mail
GONGXIN_MAIL_FROM      sender of notices (default ``gongxin@localhost``)
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from gongxin.config.setup import home

PACKAGE = Path(__file__).resolve().parent.parent
GONGXIN_HOME = home()
GONGXIN_CITY = os.environ.get("GONGXIN_CITY", "公信市")
GONGXIN_PUBLIC_URL = os.environ.get("GONGXIN_PUBLIC_URL", "").rstrip("/")
GONGXIN_MAX_UPLOAD = int(os.environ.get("GONGXIN_MAX_UPLOAD") or 2 * 1024**3)
GONGXIN_RATE_ANONYMOUS = os.environ.get("GONGXIN_RATE_ANONYMOUS") or "60/m"
GONGXIN_RATE_KEY = os.environ.get("GONGXIN_RATE_KEY") or "600/m"

DEBUG = os.environ.get("GONGXIN_DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS += filter(None, os.environ.get("GONGXIN_ALLOWED_HOSTS", "").split(","))


def _secret_key() -> str:
    """The key from the environment or the home folder; an unkept one for tools that need none."""
    kept = GONGXIN_HOME / "secret_key"
    if key := os.environ.get("GONGXIN_SECRET_KEY"):
        return key
    return kept.read_text() if kept.is_file() else secrets.token_urlsafe(48)


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "ninja",
    "axes",
    "pgtrigger",
    "procrastinate.contrib.django",
    "gongxin.apps.accounts",
    "gongxin.apps.audit",
    "gongxin.apps.subjects",
    "gongxin.apps.intake",
    "gongxin.apps.records",
    "gongxin.apps.cases",
    "gongxin.apps.reports",
    "gongxin.apps.notices",
    "gongxin.apps.quality",
    "gongxin.web.portal",
    "gongxin.web.office",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongxin.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongxin.web.errors.ActionErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongxin.config.urls"
WSGI_APPLICATION = "gongxin.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["gongxin.web.kept"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongxin.web.context.site",
            ],
        },
    }
]


def database_settings(url: str) -> dict[str, object]:
    """Django's form of a libpq address; without one, a name that only tools without a database see."""
    parts = conninfo_to_dict(url)
    named = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    database: dict[str, object] = {
        "ENGINE": "gongxin.config.database",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parts.items() if key not in named},
    }
    for key, name in named.items():
        database[name] = str(parts.get(key) or "")
    return database


DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL") or "dbname=gongxin")}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/office/login/"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "gongxin.config.lockout.locked_out"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gongxin_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True  # served from the package, so never older than the code
WHITENOISE_MAX_AGE = 600

FILE_UPLOAD_TEMP_DIR = GONGXIN_HOME / "uploading" if (GONGXIN_HOME / "uploading").is_dir() else None
CSRF_FAILURE_VIEW = "gongxin.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
if os.environ.get("GONGXIN_TLS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000

_MAIL = urlsplit(os.environ.get("GONGXIN_MAIL", ""))
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("GONGXIN_MAIL_FROM") or "gongxin@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gongxin.config.logs.WithoutIdNumbers",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gongxin": {"level": "INFO"}},
}
