"""A believable site to try Backdock on, the same for everyone with the same seed and day."""

from app.demo.codes import DemoCode, demo_codes
from app.demo.loading import DemoSummary, SiteExists, load_demo
from app.demo.people import DEMO_OPERATORS, DemoOperator

__all__ = ["DEMO_OPERATORS", "DemoCode", "DemoOperator", "DemoSummary", "SiteExists", "demo_codes", "load_demo"]
