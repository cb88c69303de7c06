"""What every answer carries against misuse: content policy, cookie settings, size limits, CSRF."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from workflow_app.web.settings import Settings

SESSION_PURPOSE = "web session"
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)
EDITOR_STYLES = "; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'"
"""Added for the editors' pages alone: their libraries make style elements and style attributes."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Flask-WTF compares the referrer with the host behind TLS, so it must be sent to ourselves.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TRANSPORT_POLICY = f"max-age={int(timedelta(days=365).total_seconds())}"
View = TypeVar("View", bound=Callable[..., object])

ASSET_POLICY = "public, max-age=31536000, immutable"  # the file names carry a digest of the content


def protect(app: Flask, settings: Settings) -> None:
    """Set cookies, limits, CSRF and headers of ``app`` as ``settings`` say."""
    app.config.update(
        SECRET_KEY=settings.master.derive(SESSION_PURPOSE),
        SESSION_COOKIE_NAME="__Host-somlos" if settings.tls else "somlos",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.tls,
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PREFERRED_URL_SCHEME="https" if settings.tls else "http",
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=settings.max_body,
        MAX_FORM_PARTS=settings.max_fields,
        TRUSTED_HOSTS=list(settings.hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as the session it is bound to
    )
    app.before_request(_allow_size)  # before CSRF, which reads the form
    CSRFProtect(app)
    app.add_template_global(token_field, "csrf")
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap a Flask app
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    app.after_request(lambda response: _headed(response, tls=settings.tls))


def token_field() -> Markup:
    """Return the hidden field that every form of ours posts its CSRF token in."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def editor_nonce() -> str:
    """Return the nonce for style elements on the page being made, which makes it an editor's page."""
    nonce: str = g.setdefault("editor_nonce", secrets.token_urlsafe(16))
    return nonce


def takes(size: int) -> Callable[[View], View]:
    """Let a view take bodies of so many bytes, more than the app's other pages."""

    def marked(view: View) -> View:
        view.takes_bytes = size  # type: ignore[attr-defined]  # functions take attributes
        return view

    return marked


def _allow_size() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    size = getattr(view, "takes_bytes", None)
    if size is not None:
        request.max_content_length = request.max_form_memory_size = size


def _headed(response: Response, *, tls: bool) -> Response:
    response.headers.update(HEADERS)
    if "editor_nonce" in g:
        response.headers["Content-Security-Policy"] += EDITOR_STYLES.format(nonce=g.editor_nonce)
    if tls:
        response.headers["Strict-Transport-Security"] = TRANSPORT_POLICY
    is_asset = request.endpoint == "static" and response.status_code in {200, 304}
    response.headers["Cache-Control"] = ASSET_POLICY if is_asset else "no-store"
    return response
