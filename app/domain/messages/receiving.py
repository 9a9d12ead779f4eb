"""Sentences of the receiving screen."""
