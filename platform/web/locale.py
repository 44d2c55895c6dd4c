"""The language of a request: the first of Accept-Language that we speak."""

import functools

from flask import has_request_context, request

from ..runtime.localized import DEFAULT_LOCALE, best_locale

_best = functools.lru_cache(maxsize=256)(best_locale)


def locale_of_request() -> str:
    """The caller's language; the default outside a request."""
    return _best(request.headers.get("Accept-Language")) if has_request_context() else DEFAULT_LOCALE
