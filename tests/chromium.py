"""Chromium for the browser tests: one that is installed, else the distribution's, else playwright's.

Run as a script it prints the path on standard output, and on standard error which one it took.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

HEADLESS = "chromium-headless-shell"
"""The browser without its own user interface: takes half the time."""
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def installed() -> str | None:
    """The path in CHROMIUM, or the first browser of NAMES on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def from_distribution() -> str | None:
    """Debian's package, which only root can install."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _run("apt-get", "update")
    for package in (HEADLESS, "chromium"):
        if _run("apt-get", "install", "--yes", "--no-install-recommends", package):
            return shutil.which(package)
    return None


def from_playwright() -> str | None:
    """The build that playwright downloads for its own version."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, seldom needed

    if not _run(sys.executable, "-m", "playwright", "install", "chromium"):
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


SOURCES: dict[str, Callable[[], str | None]] = {
    "installed": installed,
    "from the distribution": from_distribution,
    "playwright's own": from_playwright,
}


def _run(*command: str) -> bool:
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0  # noqa: S603 - fixed commands


def main() -> None:
    """Print the path of a Chromium, getting one if need be; exit 1 when none can be had."""
    for source, find in SOURCES.items():
        if path := find():
            sys.stderr.write(f"Chromium, {source}: {path}\n")
            sys.stdout.write(path + "\n")
            return
    sys.exit("Found no Chromium and could not get one. Install it, or set CHROMIUM to its path.")


if __name__ == "__main__":
    main()
