"""How a province is shortened behind the name of a place."""

# Behind a name only: "hengelo gld", "bergen (nh)", "hengelo o".
_SHORT_PROVINCES = {
    "Drenthe": "d dr dre drente",
    "Flevoland": "fl flev",
    "Fryslân": "f fr frl fri fries",
    "Gelderland": "g gd gl gld gelder",
    "Groningen": "gn gr gron",
    "Limburg": "l lb li lim limb",
    "Noord-Brabant": "nb nbr n brab brab nbrabant",
    "Noord-Holland": "nh nholland",
    "Overijssel": "o ov ovs over",
    "Utrecht": "u ut utr",
    "Zeeland": "z zl zld zeel",
    "Zuid-Holland": "zh zholland",
}
PROVINCE_OF = {short: name for name, shorts in _SHORT_PROVINCES.items() for short in shorts.split()}
