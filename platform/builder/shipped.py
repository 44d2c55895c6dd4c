"""What ships with the program: packages for the market and the built pages.

In a checkout they lie beside `platform/`; a wheel carries them inside the package, where setup.py has put them.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_BESIDE = {"app_templates": _PACKAGE.parent / "app_templates", "front": _PACKAGE.parent / "frontend" / "dist"}


def shipped(name: str) -> Path:
    """The folder of "app_templates" or "front", whether or not it is there."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _BESIDE[name]
