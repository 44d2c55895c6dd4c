"""The language of a request: the first of Accept-Language that we speak."""

import functools

from flask import has_request_context, request

from ..runtime.localized import DEFAULT_LOCALE, best_locale


@functools.lru_cache(maxsize=256)
def locale_of(header: str | None) -> str:
    """The language for an Accept-Language header."""
    return best_locale(header)


def locale_of_request() -> str:
    """The caller's language; the default outside a request."""
    return locale_of(request.headers.get("Accept-Language")) if has_request_context() else DEFAULT_LOCALE
