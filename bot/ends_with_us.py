"""`python -m bot.ends_with_us PARENT MODULE …`: a module as `python -m` runs it, that ends when its parent does.

A supervisor that is killed (`kill -9`, out of memory) cannot end its servers; on Linux the kernel does it. Elsewhere
they go on, as ever. No `preexec_fn`: threads start the servers, and it may hang in a process that has some.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import runpy
import signal
import sys

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def end_with(parent: int) -> None:
    """Has the kernel end this process when the thread that started it ends.

    Args:
        parent: process id of who started us; if it has ended already, so do we.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):  # a C library without it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit("Who started this server has ended.")


def main() -> None:
    """Becomes the module; what it reads as its arguments are those behind its name."""
    _, parent, module, *rest = sys.argv
    end_with(int(parent))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
