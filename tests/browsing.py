"""A real browser, for every test that says what somebody sees."""

import os
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize, async_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LEFT = "net::ERR_ABORTED"  # a page was left before all of it was there
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1100, height=800)
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => console.error(violatedDirective));
"""

needs_browser = pytest.mark.skipif(
    not CHROMIUM.exists() and os.environ.get("CI") != "true",
    reason=f"there is no {CHROMIUM}: nothing is seen by a browser in this run",
)
# whoever waits for what a browser does must be on its loop: one that lives as long as the session has the session's
in_one_browser = [needs_browser, pytest.mark.asyncio(loop_scope="session")]
on_one_loop = pytest_asyncio.fixture(loop_scope="session")


@asynccontextmanager
async def started() -> AsyncGenerator[Browser]:
    """Start a browser, which takes longer than most of what is looked at with it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def phone(browser: Browser, expected: Collection[str] = ()) -> AsyncGenerator[Page]:
    """Open a page that fails the test when the browser finds anything wrong with it but what is `expected`.

    It shares nothing with other pages of the browser: neither cookies nor cache, nor whether it is offline.
    """
    wrong: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            noted(said.text)

    def noted(what: str) -> None:
        wrong.extend([] if any(each in what for each in expected) else [what])

    context = await browser.new_context(viewport=PHONE, locale="nl-NL", color_scheme="light")
    page = await context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: noted(error.message))
    page.on("requestfailed", lambda request: noted(f"{request.url} {request.failure}"))
    await page.add_init_script(_REPORT_VIOLATIONS)
    try:
        yield page
    finally:
        await context.close()
    assert wrong == []


@asynccontextmanager
async def on_a_phone(expected: Collection[str] = ()) -> AsyncGenerator[Page]:
    """Open such a page in a browser of its own."""
    async with started() as browser, phone(browser, expected) as page:
        yield page


async def save_pictures(page: Page, name: str, *, whole: bool = False) -> None:
    """Save what the page looks like now, for the documentation, where SCREENSHOT_DIR says; `whole` pages or a view."""
    folder = os.environ.get("SCREENSHOT_DIR")
    for kind, size in (("-phone", PHONE), ("", DESKTOP)) if folder else ():
        await page.set_viewport_size(size)
        await page.wait_for_timeout(300)  # the page settles at its new size
        await page.screenshot(path=Path(str(folder)) / f"{name}{kind}.png", full_page=whole)
    await page.set_viewport_size(PHONE)
