"""The browser that the tests drive: whichever Chromium this machine has."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

PLACES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "browser tests did not run: no Chromium found "
    "(install Debian's chromium, or name one in GONGXIN_CHROMIUM)"
)


def find_chromium() -> str | None:
    """The path of a Chromium: ``GONGXIN_CHROMIUM``, else the usual places, else None."""
    named = os.environ.get("GONGXIN_CHROMIUM")
    places = (named,) if named else PLACES
    return next((found for place in places if (found := shutil.which(place))), None)


def launch(playwright: Playwright, path: str) -> Browser:
    """A headless Chromium that does nothing of its own accord."""
    return playwright.chromium.launch(executable_path=path, args=list(QUIET), timeout=60_000)
