"""The demo company: a sandbox workspace with people and sign-ins, for a visitor's first look. It installs no app."""

from .company import DEMO_PASSWORD, DemoAccount, create_demo, demo_accounts, replace_passwords

__all__ = ["DEMO_PASSWORD", "DemoAccount", "create_demo", "demo_accounts", "replace_passwords"]
