"""What can be wrong with a question about a metric.

MetricNotPermitted  metric.not_permitted  the reader may not see all that the figure is made of
"""

from typing import ClassVar

from ..errors import PlatformError


class MetricNotPermitted(PlatformError):
    """A figure over what is left would be another one. Which field is missing is not told."""

    code = "metric.not_permitted"
    status = 403
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个指标用到了你无权查看的数据。需要查看，请联系管理员。",
        "en": "This metric uses data you may not see. If you need it, ask your administrator.",
    }
