"""Which versions made a plan: ours, Python's and those of the libraries that decide the answer."""

import platform
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("allocator", "numpy", "pandas", "pydantic", "highspy", "ortools", "python-calamine", "xlsxwriter", "click", "rich")


def versions() -> dict[str, str]:
    """Name and version of each; "unknown" for one that is not installed as a package."""
    return {"python": platform.python_version(), "system": platform.system(), **{name: _version(name) for name in LIBRARIES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


__version__ = _version("allocator")
