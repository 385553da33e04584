"""Solvers: one way of solving a file. `solve` chooses by what the System contains."""

from allocator.solvers.ladder import solve

__all__ = ["solve"]
