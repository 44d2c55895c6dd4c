"""Public form: a page that anybody fills in who has a link to it, alone, embedded in another page, or by a QR code."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from ...forms.locating import wrong
from ..channel import Channel, channels

# Whole origins only: no wildcard, no path, nothing that a browser could read otherwise. Plain http for this machine.
_ORIGIN = re.compile(
    r"(?:https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}|http://(?:localhost|127\.0\.0\.1))(?::(\d{1,5}))?",
    re.ASCII,
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MOST_ORIGINS = 20
_LAST_PORT = 65_535


@channels.registers("public_form")
class PublicFormChannel(Channel):
    """Anybody who has the link fills in a form of chosen fields; it can be embedded in pages of named sites."""

    label = {"zh-CN": "公开表单", "en": "Public form"}
    asks = {
        "zh-CN": "任何拿到链接的人都能提交，不能查看",
        "en": "Anyone with the link can submit, nobody can look",
    }
    provenance = "public_form"
    public = True

    class Settings(Schema):
        # Said when it was sent.
        thanks = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})
        # What one has to agree to; the digest of the text agreed to goes into the change record.
        consent = fields.Raw(load_default=None, allow_none=True, metadata={"localized": True})
        # With their offset, such as 2026-03-01T09:00:00+08:00.
        opens_at = fields.String(load_default=None, allow_none=True)
        closes_at = fields.String(load_default=None, allow_none=True)
        # So many answers in all.
        limit = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 1_000_000))
        another = fields.Boolean(load_default=True, truthy={True}, falsy={False})
        # Sites whose pages may embed it; none: no page may.
        origins = fields.List(fields.String(), load_default=list, validate=validate.Length(max=_MOST_ORIGINS))
        # Nobody fills it in faster.
        least_s = fields.Integer(load_default=2, validate=validate.Range(0, 60))
        # Within ten minutes, from one address and in all.
        each = fields.Integer(load_default=60, validate=validate.Range(1, 100_000))
        together = fields.Integer(load_default=2000, validate=validate.Range(1, 1_000_000))
        largest_mb = fields.Integer(load_default=10, validate=validate.Range(1, 50))

    def check(self, settings: Mapping[str, Any]) -> None:
        """Moments are moments, and in order; origins are origins and nothing more."""
        for name in ("opens_at", "closes_at"):
            if settings[name] is not None and not _is_moment(settings[name]):
                raise wrong(
                    f"/{name}",
                    "需要带时区的时间，例如 2026-03-01T09:00:00+08:00",
                    "a moment with its offset, such as 2026-03-01T09:00:00+08:00",
                )
        opens, closes = settings["opens_at"], settings["closes_at"]
        if opens and closes and datetime.fromisoformat(opens) >= datetime.fromisoformat(closes):
            raise wrong("/closes_at", "结束时间应晚于开始时间", "it closes before it opens")
        for at, origin in enumerate(settings["origins"]):
            if not is_origin(origin):
                raise wrong(
                    f"/origins/{at}",
                    "需要完整的网站来源，例如 https://www.example.com，不能用通配符或路径",
                    "a whole origin, such as https://www.example.com, without wildcard or path",
                )
        for name in ("thanks", "consent"):
            if settings[name] is not None and not _is_words(settings[name]):
                raise wrong(f"/{name}", "需要一段文字，或每种语言一段", "a text, or one for each language")


def is_origin(written: str) -> bool:
    """Whether it may stand in a header that says who may embed a page."""
    found = _ORIGIN.fullmatch(written)
    return found is not None and 0 < int(found[1] or 443) <= _LAST_PORT


def _is_moment(written: str) -> bool:
    try:
        return _MOMENT.fullmatch(written) is not None and datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


def _is_words(words: Any) -> bool:
    texts = list(words.values()) if isinstance(words, dict) else [words]
    return bool(texts) and all(isinstance(one, str) and 0 < len(one) <= 10_000 for one in texts)
