"""The project's own tools: setting up, finding programs, pinning.

Standard library only, since they run before anything is installed; `migration.py` alone needs the environment.
"""
