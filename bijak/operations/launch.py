"""Start a program that dies with its parent, and as an ordinary user even when its parent is root.

``python -I -S launch.py PARENT SIGNAL keep|shed PROGRAM ARGUMENT…``

A file of its own, run by path and without Bijak's imports, so that nothing else is in the process when its
identity changes, and the program starts in milliseconds.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
ORDINARY_USER = 1000


def die_with_parent(parent: int, signal: int) -> None:
    """Ask the kernel to send ``signal`` when the parent ends, however it ends. Linux only."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit("launch: the parent is gone")


def shed_root() -> None:
    """Look like an ordinary user to the program: PostgreSQL refuses to run as root.

    A user namespace maps root to an ordinary user, so files keep their owner and no folder changes.
    """
    uid, gid = os.getuid(), os.getgid()
    os.unshare(os.CLONE_NEWUSER)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{ORDINARY_USER} {uid} 1"),
        ("gid_map", f"{ORDINARY_USER} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def main(parent: str, signal: str, identity: str, *command: str) -> None:
    if identity == "shed":
        try:
            shed_root()
        except (OSError, AttributeError) as refusal:
            sys.exit(
                "launch: PostgreSQL refuses to run as root, and this machine does not allow user namespaces"
                f" ({refusal}). Run Bijak as an ordinary user, or set BIJAK_DATABASE_URL to a server of yours."
            )
    die_with_parent(int(parent), int(signal))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
