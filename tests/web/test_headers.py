"""What every answer forbids a browser, by hand: other tests look whether it is sent, these what it says."""

import httpx

NOTHING, OURS = "'none'", "'self'"
POLICY = {
    "default-src": NOTHING,
    "script-src": OURS,
    "style-src": OURS,
    "img-src": OURS,
    "connect-src": OURS,
    "form-action": OURS,
    "base-uri": NOTHING,
    "frame-ancestors": NOTHING,
}


async def test_a_page_runs_and_loads_what_is_ours_and_nothing_else(stranger: httpx.AsyncClient) -> None:
    sent = (await stranger.get("/")).headers["content-security-policy"]

    assert dict(one.split(maxsplit=1) for one in sent.split("; ")) == POLICY


async def test_no_page_is_kept_anywhere_or_says_where_somebody_came_from(stranger: httpx.AsyncClient) -> None:
    headers = (await stranger.get("/")).headers

    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["permissions-policy"] == "geolocation=(self), camera=(), microphone=()"
