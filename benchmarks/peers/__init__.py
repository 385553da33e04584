"""The same System solved by what a user would pick instead, side by side: `python -m benchmarks.peers region`."""
