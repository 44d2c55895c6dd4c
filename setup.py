"""Finds every sub-package of platform/, so that a new folder needs no edit; lets a wheel carry packages and pages."""

import shutil
import sys
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
# What builder/shipped.py looks for inside the package.
SHIPPED = {"app_templates": ROOT / "app_templates", "front": ROOT / "frontend" / "dist"}


class CarryShipped(build_py):
    """Copies beside the modules what they serve. An editable install reads it where it lies."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name, source in SHIPPED.items():
            if not source.is_dir():
                sys.exit(f"{source} is missing: build the pages first, `npm ci && npm run build` in frontend/")
            target = Path(self.build_lib) / "loomwork" / "shipped" / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target)


setup(
    packages=["loomwork"] + ["loomwork." + package for package in find_packages("platform")],
    cmdclass={"build_py": CarryShipped},
)
