"""Published definitions: the apps of a workspace, their documents with every revision, parameters, and the cache of
compiled plans that upper rooms hang on them. A plan is built once per published state, never per request."""

from .pilots import as_it_began, pilots_of, where_pilots_hold
from .plans import Definition, InstalledApp, Pilot, PlanCache, Plans, plan_cache, plans_in
from .publishing import begin_pilot, end_pilot, publish, put_app, set_manifest, set_parameters, withdraw

__all__ = [
    "Definition",
    "InstalledApp",
    "Pilot",
    "PlanCache",
    "Plans",
    "as_it_began",
    "begin_pilot",
    "end_pilot",
    "pilots_of",
    "plan_cache",
    "plans_in",
    "publish",
    "put_app",
    "set_manifest",
    "set_parameters",
    "where_pilots_hold",
    "withdraw",
]
