"""Finds every sub-package of platform/, so that a new folder needs no edit here."""

from setuptools import find_packages, setup

setup(packages=["loomwork"] + ["loomwork." + package for package in find_packages("platform")])
