"""API: another system posts JSON under a token that is good for this intake and nothing else."""

from marshmallow import Schema, fields, validate

from ..channel import Channel, channels


@channels.registers("api")
class ApiChannel(Channel):
    """Another system posts what it has, with a token that lets it add such records and nothing more."""

    label = {"zh-CN": "接口", "en": "API"}
    asks = {
        "zh-CN": "持有令牌的系统可以新增记录，不能查看或修改",
        "en": "Systems that have a token add records; they neither see nor change any",
    }
    provenance = "api"
    takes_tokens = True

    class Settings(Schema):
        # Requests within ten minutes, from one address and in all.
        each = fields.Integer(load_default=3000, strict=True, validate=validate.Range(1, 1_000_000))
        together = fields.Integer(load_default=10_000, strict=True, validate=validate.Range(1, 1_000_000))

    def examples(self, sample: str) -> dict[str, str]:
        """The key makes it safe to send again what was not answered."""
        quoted = sample.replace("'", "'\\''")
        return {"curl": _CURL.replace("__SAMPLE__", quoted), "Python": _PYTHON.replace("__SAMPLE__", repr(sample))}


_CURL = """\
curl '__ADDRESS__' \\
  -H 'Authorization: Bearer __SECRET__' \\
  -H 'Content-Type: application/json' \\
  -H "Idempotency-Key: $(date +%s)-$$" \\
  --data-raw '__SAMPLE__'
"""

_PYTHON = """\
import urllib.request, uuid

body = __SAMPLE__.encode()
headers = {
    "Authorization": "Bearer __SECRET__",
    "Content-Type": "application/json",
    "Idempotency-Key": uuid.uuid4().hex,
}
request = urllib.request.Request("__ADDRESS__", body, headers)
print(urllib.request.urlopen(request).read().decode())
"""
