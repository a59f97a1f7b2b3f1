"""Which passwords are too easily guessed to lock the desk's key with."""

import unicodedata

SHORTEST = 12  # characters
_FEW = 5  # a password of fewer different characters is a pattern

# what people make a password of when twelve characters are asked; with digits and marks before or after it too
_COMMON = """
    administrator changeme charlie dragon football geheim hallo hello iloveyou ikhouvanjou join joinus letmein liverpool
    master monkey password passwort passwoord princess qazwsx qwerty qwertyuiop qwertyuiopasdfghjkl qwertz azerty
    azertyuiop asdfghjkl asdfghjklzxcvbnm zxcvbnm abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz sinterklaas
    stichtingjoinus sunshine superman voetbal wachtwoord wachtwoordwachtwoord passwordpassword welkom welkomwelkom
    welcome winter zomer lente herfst januari februari maart april mei juni juli augustus september oktober november
    december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag amsterdam rotterdam utrecht eindhoven feyenoord
    ajax nederland jongerenwerk jongerenwerker trustno lekkerding schatje knuffel
"""
_ROWS = ("12345678901234567890", "09876543210987654321", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik")


def is_weak(password: str, login: str) -> bool:
    """Tell whether it is shorter than twelve characters, holds the login or is one of those everybody tries first."""
    typed = unicodedata.normalize("NFC", password)
    plain = "".join(typed.casefold().split())
    letters = "".join(filter(str.isalpha, plain))
    return (
        len(typed) < SHORTEST
        or login.strip().casefold() in plain
        or len(set(plain)) < _FEW
        or letters in _COMMON.split()
        or any(plain in row for row in _ROWS)
    )
