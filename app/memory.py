"""What a process needs from its start to its end, kept out of the garbage collector's rounds."""

import atexit
import gc


def settle() -> None:
    """Set aside all that is in memory now, once everything is imported and set up.

    A full collection walks through every object that is not set aside. After a start that is some 100 MB and 150 ms,
    during which nothing else runs and whoever holds the write lock goes on holding it. None is made before: a start
    leaves a thousand objects behind, and to find them takes a tenth of it. `run.py` begins with collections off; they
    begin here.
    """
    gc.freeze()
    gc.enable()
    atexit.register(gc.unfreeze)  # or libraries take what they left for leaks
