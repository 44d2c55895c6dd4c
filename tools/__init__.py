"""The project's own tools: setting up, finding programs, pinning.

Standard library only: they run before anything is installed.
"""
