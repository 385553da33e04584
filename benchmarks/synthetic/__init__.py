"""Synthetic terms: real municipalities, everything else drawn from a seed."""
