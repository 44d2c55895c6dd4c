"""Ways to make one figure of many records, one module each: what is read of a record, what is summed up in SQL, and
the exact figure made of that."""

from .aggregate import Aggregate, Source, aggregates

__all__ = ["Aggregate", "Source", "aggregates"]
