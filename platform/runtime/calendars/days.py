"""Days on the wall: which day a moment belongs to where the workspace's people live."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_day(moment: datetime, zone: str) -> date:
    """The date of `moment` in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of_day(moment: datetime, zone: str) -> datetime:
    """The UTC moment at which the local day of `moment` is over."""
    tomorrow = local_day(moment, zone) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)


def day_began(moment: datetime, zone: str) -> datetime:
    """When the day of `moment` began where the zone is."""
    return datetime.combine(local_day(moment, zone), time(), ZoneInfo(zone))
