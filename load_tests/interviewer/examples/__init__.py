"""Whole interviews with written candidates, as documents for people to read."""
