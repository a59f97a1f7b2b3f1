"""Ways to write a place that we thought up ourselves, one table a kind of difficulty."""

import pytest

from bench.resolved import short
from bot.directory import Places

SPELT = [
    ("veghel", "GM1948"), ("VEGHEL", "GM1948"), ("vegel", "GM1948"), ("vechel", "GM1948"), ("veghelllll", "GM1948"),
    ("𝓥𝓮𝓰𝓱𝓮𝓵 🙂", "GM1948"), ("roterdam", "GM0599"), ("einhoven", "GM0772"), ("maastrigt", "GM0935"),
    ("amsterdaam", "GM0363"), ("enschedé", "GM0153"), ("flissingen", "GM0718"), ("leeuwarde", "GM0080"),
    ("nieuw venep", "GM0394"), ("oud beierland", "GM1963"), ("wychen", "GM0296"), ("pijnakker", "GM1926"),
    ("sudwest fryslan", "GM1900"), ("bergenopzoom", "GM0748"), ("bergen op zom", "GM0748"), ("ettenleur", "GM0777"),
    ("zoeter meer", "GM0637"), ("alphen a/d rijn", "GM0484"), ("alphen ad rijn", "GM0484"),
    ("alfen aan de rijn", "GM0484"),
    ("capelle ad ijssel", "GM0502"), ("krimpen aan den ysel", "GM0542"), ("st. oedenrode", "GM1948"),
    ("sint-michielsgestel", "GM0845"), ("st antonis", "GM1982"), ("shertogenbosch", "GM0796"), ("den bosh", "GM0796"),
    ("gravenzande", "GM1783"), ("heilo", "GM0399"), ("al mere", "GM0034"), ("hoofd dorp", "GM0394"),
    ("zoete meer", "GM0637"), ("nieuw gein", "GM0356"), ("hearrenfean", "GM0074"),
    ("'T Harde", "GM0230"), ("the hague", "GM0518"), ("wijk bij duurstee", "GM0352"),
    ("kwartiertje fietsen van leiden", "GM0546"), ("in zeeland bij goes", "GM0664"),
]  # fmt: skip
CALLED = [
    ("020", "GM0363"), ("roffa", "GM0599"), ("overvecht", "GM0344"), ("dordt", "GM0505"), ("grunn", "GM0014"),
    ("snits", "GM1900"), ("spakenburg", "GM0313"), ("amsterdam noord", "GM0363"), ("twente", "region:Twente"),
    ("ergens in brabant", "province:Noord-Brabant"), ("friesland", "province:Fryslân"), ("altena", "GM1959"),
    ("provincie utrecht", "province:Utrecht"), ("zeeland", "province:Zeeland"), ("utrecht", "GM0344"),
]  # fmt: skip
NUMBERED = [
    ("5462", "GM1948"), ("5462GX", "GM1948"), ("mijn postcode is 5462 gx", "GM1948"), ("7255 hengelo", "GM1876"),
    ("ik ben geboren in 2008", "unknown"), ("in 2011", "unknown"), ("1200 mensen", "unknown"),
    ("06 12 34 56 78", "unknown"), ("06 5462 1011", "unknown"), ("1234", "unknown"), ("2000 antwerpen", "belgium"),
]  # fmt: skip
SHARED = [
    ("hengelo", "choice:GM0164|GM1876"), ("hengelo gld", "GM1876"), ("hengelo (o)", "GM0164"),
    ("hengelo bij enschede", "GM0164"), ("hengelo in de achterhoek", "GM1876"),
    ("hengelo maar dan dat van overijssel", "GM0164"), ("hengelo niet die in gelderland", "choice:GM0164|GM1876"),
    ("rijswijk zh", "GM0603"),
    ("rozendaal", "choice:GM1674|GM0277"), ("rozendaal in brabant", "GM1674"),
    ("rosendaal noord brabant", "GM1674"), ("rozendaal gelderland", "GM0277"),
    ("ijselstein utrecht", "GM0353"), ("ysselstein limburg", "GM0984"), ("noord holland bij hoorn", "GM0405"),
    ("beek", "choice:GM0888|GM1945|GM1955"), ("beek limburg", "GM0888"), ("beek bij nijmegen", "GM1945"),
    ("hoorn", "choice:GM0405|GM0093"), ("hoorn op terschelling", "GM0093"), ("nes ameland", "GM0060"),
    ("bergen nh", "GM0373"), ("bergen (l)", "GM0893"), ("zeeland uden", "GM1991"),
    ("veghel of uden", "choice:GM1991|GM1948"),
    ("tussen utrecht en amersfoort", "choice:GM0344|GM0307"),
]  # fmt: skip
BELGIAN = [
    ("antwerpen", "belgium"), ("ik woon in belgië", "belgium"), ("mol", "belgium"), ("ik mol niks", "unknown"),
    ("deurne", "GM0762"), ("deurne antwerpen", "belgium"), ("haren belgie", "belgium"),
    ("ik woon in weert vlakbij belgië", "GM0988"),
]  # fmt: skip
NOWHERE = [
    "", " ", "weet ik niet", "geen idee", "nergens", "thuis", "nederland", "maakt niet uit", "berlijn",
    "londen", "op school",
    "zeg ik liever niet", "ik voel me best alleen", "ik ben echt eenzaam", "ik woon in een flat", "Вегел",
    "alles behalve rotterdam", "behalve in ede", "geen zin in rotterdam",
    "mijn ex woont in breda dus daar niet", "hallooo", "alleeeen",
    "mn broer woont in ede maar ik niet", "in de kelder", "laterr", "weten jullie mn naam", "ik logeer bij een vriend",
    "ik woon tussen de huizen",
    "ik woon in de wijk hiernaast", "ik woon in een dorp", "help", "nieuw-zeeland",
]  # fmt: skip
IN_A_SENTENCE = [
    ("dorpje bij veghel", "GM1948"), ("ik woon in best", "GM0753"), ("een groep in zwolle", "GM0193"),
    ("ik zit op school in eindhoven maar woon in best", "GM0753"), ("ik woon niet in utrecht maar in zeist", "GM0355"),
    ("I'm from Groningen", "GM0014"), ("ik woon in einhoven", "GM0772"), ("ik ben 16 en kom uit haarlemm", "GM0392"),
    ("zit er ook een groep bij drachen", "GM0090"), ("wanneer is het in heerenven", "GM0074"),
    ("ik loop van de brug naar huis", "unknown"),
    ("reis naar den haag", "GM0518"), ("mijn vriend heet bram en woont in delft", "GM0503"),
    ("mijn vriendin erica is leuk", "unknown"), ("dat kan leiden tot stress", "unknown"), ("best", "unknown"),
    ("ik hou van dieren", "unknown"), ("ik was in de winkel", "unknown"), ("het is echt wel goed", "unknown"),
    ("ik heb 1500 euro en 5462 volgers", "unknown"), ("ik ben adam", "unknown"), ("dat is heel erg", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize("written, expected", SPELT + CALLED + NUMBERED + SHARED + BELGIAN)
def test_an_answer_is_understood(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written", NOWHERE)
def test_what_names_no_place_is_unknown(places: Places, written: str) -> None:
    assert short(places.resolve(written)) == "unknown"


@pytest.mark.parametrize("written, expected", IN_A_SENTENCE)
def test_an_unmarked_sentence_counts_only_what_it_plainly_names(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written, sentence=True)) == expected
