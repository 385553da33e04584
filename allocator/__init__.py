"""Decides which student gets which practice placement: load a term, solve it, check and save the plan.

Every name is loaded when it is first used (see `__init__.pyi`), so that `import allocator` costs nothing. A verb goes before the
module in which it lives: `allocator.solve` is the function, whatever was imported before.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
