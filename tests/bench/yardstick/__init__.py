"""The yardstick: what a good developer writes by hand for one form, with Flask and SQLAlchemy. Never imports loomwork."""
