"""Who sends students: real institutions and their campuses; how many students each sends is a parameter."""

from dataclasses import dataclass

FULL = ("SYK1", "SYK2", "SYK3", "SYKD", "VPL1", "VPL3", "FYS", "ERG", "SOS", "BVP", "HSY", "MED")
CARE = ("SYK1", "SYK2", "SYK3", "VPL1", "VPL3", "SOS", "BVP", "HSY")
NURSING = ("SYK1", "SYK2", "SYK3", "SYKD", "HSY")


@dataclass(frozen=True)
class Sender:
    """An institution. campuses: municipality numbers with weights, where most of its students live.

    decentralised: municipalities of its decentralised groups; weight: its part of all students; calendar: see CALENDARS
    """

    code: str
    name: str
    campuses: dict[str, float]
    programmes: tuple[str, ...]
    weight: float
    calendar: int = 0
    decentralised: tuple[str, ...] = ()


UIT = Sender(
    "UIT", "UiT Norges arktiske universitet",
    {"5501": 0.58, "5503": 0.16, "1806": 0.09, "5603": 0.08, "5601": 0.09}, FULL, 0.60, 0, ("5530", "5524", "5544", "5605"),
)
NORD = Sender(
    "NORD", "Nord universitet",
    {"1804": 0.62, "1833": 0.26, "1870": 0.12}, CARE, 0.36, 1, ("1820", "1824", "1860", "1865", "1841"),
)
VID = Sender("VID", "VID vitenskapelige høgskole", {"5501": 0.5, "1804": 0.5}, (*NURSING, "SOS"), 0.04, 2, ("5530", "1813", "5601", "1866"))

NORTH = (UIT, NORD, VID)

VESTERAALEN = (
    Sender("NORD", NORD.name, {"1870": 1.0}, CARE, 0.55, 1, ("1866", "1868")),
    Sender("UIT", UIT.name, {"5503": 1.0}, FULL, 0.45, 0, ("5510", "1871")),
)

NORWAY = (
    Sender("UIT", UIT.name, UIT.campuses, FULL, 6.0, 0, UIT.decentralised),
    Sender("NORD", NORD.name, {"1804": 0.3, "1833": 0.15, "1870": 0.08, "5037": 0.3, "5007": 0.17}, CARE, 6.0, 1, NORD.decentralised),
    Sender("NTNU", "NTNU, Trondheim", {"5001": 1.0}, FULL, 8.0, 0, ("5025", "5059", "5035")),
    Sender("NTNU-GJ", "NTNU i Gjøvik", {"3407": 1.0}, NURSING, 3.0, 1, ("3405", "3451")),
    Sender("NTNU-AA", "NTNU i Ålesund", {"1508": 1.0}, NURSING, 2.0, 2),
    Sender("HIMOLDE", "Høgskolen i Molde", {"1506": 0.7, "1505": 0.3}, CARE, 2.5, 0),
    Sender("HVO", "Høgskulen i Volda", {"1577": 1.0}, ("SOS", "BVP", "VPL1", "VPL3"), 1.0, 0),
    Sender("HVL-BGO", "Høgskulen på Vestlandet, Bergen", {"4601": 1.0}, FULL, 7.5, 0, ("4621", "4624")),
    Sender("HVL-FDE", "Høgskulen på Vestlandet, Førde", {"4647": 0.7, "4640": 0.3}, CARE, 2.0, 1, ("4602", "4651")),
    Sender("HVL-HAU", "Høgskulen på Vestlandet, Stord og Haugesund", {"1106": 0.7, "4614": 0.3}, NURSING, 2.0, 2),
    Sender("VID-BGO", "VID, Bergen", {"4601": 1.0}, NURSING, 2.5, 1),
    Sender("VID-STV", "VID, Stavanger og Sandnes", {"1103": 0.5, "1108": 0.5}, CARE, 2.0, 1),
    Sender("VID-OSL", "VID, Oslo", {"0301": 1.0}, FULL, 3.5, 2, ("5501", "1804")),
    Sender("UIS", "Universitetet i Stavanger", {"1103": 1.0}, CARE, 5.0, 0, ("1101", "1106")),
    Sender("UIA", "Universitetet i Agder", {"4204": 0.65, "4202": 0.35}, CARE, 5.0, 0, ("4205", "4207")),
    Sender("USN-PGR", "Universitetet i Sørøst-Norge, Porsgrunn", {"4001": 1.0}, CARE, 3.0, 0, ("4005",)),
    Sender("USN-DRM", "Universitetet i Sørøst-Norge, Drammen", {"3301": 1.0}, FULL, 4.0, 1, ("3303", "3305")),
    Sender("USN-VF", "Universitetet i Sørøst-Norge, Vestfold", {"3901": 0.5, "3905": 0.5}, NURSING, 3.0, 2, ("3909",)),
    Sender("OSLOMET", "OsloMet, Pilestredet", {"0301": 1.0}, FULL, 11.0, 0, ("3201",)),
    Sender("OSLOMET-K", "OsloMet, Kjeller", {"3205": 1.0}, CARE, 5.0, 1, ("3209",)),
    Sender("LDH", "Lovisenberg diakonale høgskole", {"0301": 1.0}, NURSING, 4.0, 2),
    Sender("HK", "Høyskolen Kristiania", {"0301": 0.6, "4601": 0.4}, NURSING, 2.0, 2),
    Sender("HINN-EL", "Universitetet i Innlandet, Elverum", {"3420": 0.6, "3403": 0.4}, CARE, 3.5, 0, ("3401", "3427")),
    Sender("HINN-LH", "Universitetet i Innlandet, Lillehammer", {"3405": 1.0}, ("SOS", "BVP", "VPL1", "VPL3"), 1.5, 0),
    Sender("HIOF", "Høgskolen i Østfold", {"3107": 0.7, "3101": 0.3}, CARE, 4.5, 0, ("3118",)),
)
"""Twenty-five senders; a campus with a placement office of its own counts as one."""

CAPITAL = (
    Sender("OSLOMET", "OsloMet, Pilestredet", {"0301": 1.0}, FULL, 11.0, 0, ("3201",)),
    Sender("LDH", "Lovisenberg diakonale høgskole", {"0301": 1.0}, NURSING, 4.0, 2),
    Sender("VID", "VID, Oslo", {"0301": 1.0}, FULL, 3.5, 2),
    Sender("HK", "Høyskolen Kristiania, Oslo", {"0301": 1.0}, NURSING, 2.0, 1),
    Sender("USN", "Universitetet i Sørøst-Norge, Drammen", {"3301": 1.0}, FULL, 4.0, 1, ("3303", "3305")),
)
"""Five that share the places around Oslo."""
