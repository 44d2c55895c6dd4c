"""Published definitions: the apps of a workspace, their documents with every revision, parameters, and the cache of
compiled plans that upper rooms hang on them. A plan is built once per published state, never per request."""

from .plans import Definition, InstalledApp, PlanCache, Plans, plan_cache, plans_in
from .publishing import publish, put_app, set_parameters, withdraw

__all__ = [
    "Definition",
    "InstalledApp",
    "PlanCache",
    "Plans",
    "plan_cache",
    "plans_in",
    "publish",
    "put_app",
    "set_parameters",
    "withdraw",
]
