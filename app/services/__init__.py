"""Use cases: one public verb phrase each, and the only writers."""
