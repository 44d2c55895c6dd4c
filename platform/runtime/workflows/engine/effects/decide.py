"""Decide: how somebody was chosen is logged."""

from ...dispatching.decisions import log_decision
from ...node import Decide
from ..effecting import carries_out

carries_out(Decide)(log_decision)
