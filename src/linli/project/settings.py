"""Settings. Everything that differs between machines comes from the environment or from LINLI_HOME."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
HOME = Path(os.environ.get("LINLI_HOME") or ROOT / ".linli")
TESTING = "pytest" in sys.modules


def _key(name: str) -> str:
    """A secret from LINLI_HOME/keys. The command line makes the files; tests bring their own."""
    path = HOME / "keys" / name
    if path.is_file():
        return path.read_text().strip()
    if TESTING or os.environ.get("LINLI_BUILDING"):
        return (name * 8)[:64].encode().hex()[:64]
    raise SystemExit(
        f"缺少密钥文件 {path}。请用 ./linli 命令启动，它会生成密钥；如果数据是恢复的，请先恢复 keys 目录。"
    )


def _database(url: str) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name?host=/socket/directory`."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    options = {
        name: values[0] for name, values in query.items() if name in ("sslmode", "sslrootcert", "connect_timeout")
    }
    return {
        "ENGINE": "linli.project.database",
        "NAME": unquote(parts.path.lstrip("/")) or "linli",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options},
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


DATABASES = {"default": _database(os.environ.get("LINLI_DATABASE_URL", "postgresql://linli@127.0.0.1:5432/linli"))}

SECRET_KEY = _key("django_secret")
SEALING_KEY = _key("sealing_key")
FINGERPRINT_KEY = _key("fingerprint_key")
SEALING_CIPHER = os.environ.get("LINLI_SEALING_CIPHER", "AES-GCM")

DEBUG = os.environ.get("LINLI_DEBUG") == "1"
LINLI_SHOW_LOOK = DEBUG or TESTING or os.environ.get("LINLI_SHOW_LOOK") == "1"
ALLOWED_HOSTS = [h for h in os.environ.get("LINLI_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",") if h]
PUBLIC_URL = os.environ.get("LINLI_PUBLIC_URL", "").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "linli.ledger",
    "linli.accounts",
    "linli.places",
    "linli.people",
    "linli.teams",
    "linli.forms",
    "linli.cases",
    "linli.votes",
    "linli.alliance",
    "linli.activities",
    "linli.halls",
    "linli.insight",
    "linli.doors.look",
    "linli.doors.map",
    "linli.doors.resident",
    "linli.doors.staff",
    "linli.doors.field",
    "linli.doors.centre",
    "linli.doors",
    "linli.project",
]

MIDDLEWARE = [
    "linli.project.database_gone.DatabaseGone",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "linli.doors.not_kept.NotKept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linli.doors.refusals.Refusals",
]

ROOT_URLCONF = "linli.project.urls"
WSGI_APPLICATION = "linli.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "linli.doors.page_context.page_context",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/staff/sign-in/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher" if TESTING else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "linli.accounts.password_rules.ThreeKindsOfCharacters"},
]  # fmt: skip

SESSION_ENGINE = "linli.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "linli.doors.refusals.csrf_failed"
IDLE_MINUTES = 30

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "project" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
MEDIA_ROOT = HOME / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_ON_APP_READY = "linli.project.wiring.on_jobs_ready"

SILENCED_SYSTEM_CHECKS = ["models.W042"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LINLI_LOG_LEVEL", "WARNING")},
}
