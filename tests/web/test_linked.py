import time

import pytest

from bot.web.linked import linked


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bel 112.", "tel:112"),
        ("Bel 113 nu", "tel:113"),
        ("bel 0800-0113, dag en nacht", "tel:08000113"),
        ("Bellen kan ook: 085 877 03 42.", "tel:0858770342"),
        ("via 088-0767000.", "tel:0880767000"),
        ("chat via 113.nl.", "https://113.nl"),
        ("op community.join-us.nu, daar", "https://community.join-us.nu"),
        ("zie https://www.join-us.nu/aanmelden?x=1.", "https://www.join-us.nu/aanmelden?x=1"),
    ],
)
def test_what_can_be_called_or_opened_is_a_link(text: str, address: str) -> None:
    assert f'href="{address}"' in linked(text, "nieuw")


@pytest.mark.parametrize("text", ["1130 mensen", "1 op de 9", "1121 AB", "om 20.30 uur", "nu.", "ik@join-us.nu"])
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert linked(text, "nieuw") == text


def test_markup_in_a_text_is_escaped_around_and_inside_links() -> None:
    shown = linked('<script>x</script> https://a.nl/"onclick=" & 113', "<b>")

    assert "<script" not in shown
    assert '"onclick' not in shown
    assert shown.startswith("&lt;script&gt;x&lt;/script&gt; ")
    assert " &amp; " in shown


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "0800 ", "https://", "http://a.", "nl/"])
def test_a_long_text_takes_no_quadratic_time(piece: str) -> None:
    started = time.perf_counter()
    linked(piece * 20_000, "nieuw")
    assert time.perf_counter() - started < 10  # milliseconds; squared it would be minutes
