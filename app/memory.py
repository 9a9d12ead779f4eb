"""What a process needs from its start to its end, kept out of the garbage collector's rounds."""

import atexit
import gc


def settle() -> None:
    """Set aside all that is in memory now, once everything is imported and set up.

    A full collection walks through every object that is not set aside. After a start that is some 100 MB and 150 ms,
    during which nothing else runs and whoever holds the write lock goes on holding it. `run.py` starts without
    collections; they begin here.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
    atexit.register(gc.unfreeze)  # or libraries take what they left for leaks
