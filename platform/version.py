"""The platform's version: what packages require by "platform" in their manifest."""

PLATFORM_VERSION = "0.1.0"
