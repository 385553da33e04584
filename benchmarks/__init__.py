"""What makes example terms and measures the package; no part of the package itself."""
