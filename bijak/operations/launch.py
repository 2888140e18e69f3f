"""Start a program that dies with its parent, and as an ordinary user even when its parent is root.

``python -I -S launch.py PARENT SIGNAL keep|shed PROGRAM ARGUMENT…``

A file of its own, run by path and without Bijak's imports, so that nothing else is in the process when
its identity changes, and the program starts in milliseconds.
"""

import ctypes
import os
import sys
import time

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
ORDINARY_USER = 1000
NOBODY = 65534


def die_with_parent(parent: int, signal: int) -> None:
    """Ask the kernel to send ``signal`` when the parent ends, however it ends. Linux only."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit("launch: the parent is gone")


def wait_until_prepared() -> None:
    """Return once the mark is there that our supervisor named, if it did: database and static files are ready."""
    if mark := os.environ.get("BIJAK_PREPARED"):
        while not os.path.exists(mark):
            time.sleep(0.05)


def shed_root() -> None:
    """Be an ordinary user to the program: PostgreSQL refuses to run as root."""
    try:
        enter_user_namespace()
    except OSError:  # containers mostly forbid it
        become_nobody()


def enter_user_namespace() -> None:
    """Look like an ordinary user in a namespace of our own: files keep their owner."""
    uid, gid = os.getuid(), os.getgid()
    os.unshare(os.CLONE_NEWUSER)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{ORDINARY_USER} {uid} 1"),
        ("gid_map", f"{ORDINARY_USER} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def become_nobody() -> None:
    """Become another user who may still reach every file: root's own folders are closed to others.

    Of root's capabilities the program keeps that one (``capabilities(7)``, ambient set).
    """
    libc = ctypes.CDLL(None, use_errno=True)

    def must(result: int) -> None:
        if result:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    must(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    one = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(one, one, one, 0, 0, 0)
    must(libc.capset(header, effective_permitted_inheritable))
    must(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0))


def main(parent: str, signal: str, identity: str, *command: str) -> None:
    if identity == "shed":
        try:
            shed_root()
        except (OSError, AttributeError) as refusal:
            sys.exit(
                "launch: PostgreSQL refuses to run as root, and this machine does not let us become another user"
                f" ({refusal}). Run Bijak as an ordinary user, or set BIJAK_DATABASE_URL to a server of yours."
            )
    die_with_parent(int(parent), int(signal))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
