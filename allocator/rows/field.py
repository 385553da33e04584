"""Tables about the field of practice: municipalities, sites, offers, agreements, supervisors, roads and rooms."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from allocator.rows.row import Id, MunicipalityNumber, Row, Weeks, Words, column
from allocator.text import Text

StudyYear = Annotated[int, Field(ge=1, le=8)]
OrganisationNumber = Annotated[str, StringConstraints(pattern=r"^(\d{9})?$")]


class Municipality(Row):
    """A municipality."""

    table = "municipalities"
    title = Text("Kommuner", "Municipalities")
    about = Text("En rad for hver kommune. Kommuner i nord som mangler, hentes fra pakkens egne tall.", "One row for each municipality. Those of northern Norway that are missing come with the package.")
    key = ("municipality",)
    municipality: MunicipalityNumber = column(("Kommunenr", "Municipality"), ("Kommunenummer, fire tegn, f.eks. 0301.", "Municipality number, four characters, e.g. 0301."), aliases=("Kommune", "Kommunenummer"))
    name: str = column(("Navn", "Name"), ("Kommunens navn.", "Name."), "", aliases=("Kommunenavn",))
    county: str = column(("Fylke", "County"), ("Fylket.", "County."), "")
    lat: float | None = column(("Breddegrad", "Latitude"), ("Kommunesenterets breddegrad.", "Latitude of the centre."), None, bounds=(-90, 90), unit="°", aliases=("Lat",))
    lon: float | None = column(("Lengdegrad", "Longitude"), ("Kommunesenterets lengdegrad.", "Longitude of the centre."), None, bounds=(-180, 180), unit="°", aliases=("Lon", "Lng"))
    centrality: int | None = column(("Sentralitet", "Centrality"), ("Sentralitetsklasse (SSB): 1 mest, 6 minst sentral.", "Centrality class (Statistics Norway): 1 most, 6 least central."), None, bounds=(1, 6), aliases=("Sentralitetsklasse",))
    coordinator: str = column(("Koordinator", "Coordinator"), ("Praksiskoordinatoren.", "The one way in."), "", refers="coordinators", aliases=("Praksiskoordinator",))
    ceiling: int | None = column(("Tak", "Ceiling"), ("Flest studenter samtidig i kommunen. Blankt: intet tak.", "Most students at a time in the municipality. Blank: none."), None, bounds=(0, 100_000), unit="students", aliases=("Maks samtidige",))
    weight: int | None = column(("Behovsvekt", "Weight"), ("Hvor sterkt kommunen ønsker studenter.", "How much the municipality wants students."), None, bounds=(0, 1000))
    last_used: str = column(("Sist brukt", "Last used"), ("Siste semester med studenter.", "The last term with students."), "")


class Area(Row):
    """A practice region is a cluster of municipalities."""

    table = "areas"
    title = Text("Praksisområder", "Areas")
    about = Text("En rad for hver kommune i et praksisområde.", "One row for each municipality of an area.")
    key = ("area", "municipality")
    area: Id = column(("Praksisområde", "Area"), ("Navn på området.", "Name of the area."), owns="areas", aliases=("Område", "Praksisregion"))
    municipality: Id = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), refers="municipalities", aliases=("Kommunenr",))
    level: Literal["primary", "secondary"] = column(("Nivå", "Level"), ("Primær eller sekundær.", "Primary or secondary."), "primary")


class Coordinator(Row):
    """One way in."""

    table = "coordinators"
    title = Text("Koordinatorer", "Coordinators")
    about = Text("En rad for hver praksiskoordinator.", "One row for each coordinator.")
    key = ("coordinator",)
    coordinator: Id = column(("Koordinator", "Coordinator"), ("Kort navn.", "Short name."), aliases=("Praksiskoordinator",))
    name: str = column(("Navn", "Name"), ("Navn eller enhet.", "Name or unit."), "")
    email: str = column(("E-post", "Email"), ("E-postadresse.", "E-mail address."), "", aliases=("Epost", "E-mail"))
    phone: str = column(("Telefon", "Phone"), ("Telefonnummer.", "Telephone number."), "", aliases=("Tlf",))


class Site(Row):
    """A placement site."""

    table = "sites"
    title = Text("Steder", "Sites")
    about = Text("En rad for hvert praksissted. Det et overordnet sted har (avtale, binding, tak, stengte uker), gjelder også for stedene under det.", "One row for each site. What a parent site has holds for its children.")
    key = ("site",)
    needed = "table"
    site: Id = column(("Sted", "Site"), ("Kort navn på stedet.", "Short name of the site."), aliases=("Praksissted", "Stedskode"))
    name: str = column(("Navn", "Name"), ("Fullt navn.", "Full name."), "", aliases=("Stedsnavn",))
    orgnr: OrganisationNumber = column(("Orgnr", "Orgnr"), ("Organisasjonsnummer, ni siffer.", "Organisation number, nine digits."), "", aliases=("Organisasjonsnummer", "Org.nr"))
    municipality: Id = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), refers="municipalities", aliases=("Kommunenr", "Kommunenummer"))
    address: str = column(("Adresse", "Address"), ("Besøksadresse.", "Address."), "", aliases=("Besøksadresse",))
    contact: str = column(("Kontakt", "Contact"), ("Kontaktpunkt for studenten.", "Whom the student contacts."), "", aliases=("Kontaktperson",))
    owner: str = column(("Eier", "Owner"), ("Kommune, fylkeskommune, privat …", "Municipality, county, private …"), "", aliases=("Eierform",))
    settings: Words = column(("Praksistyper", "Settings"), ("Praksistypene stedet har, skilt med |.", "The settings of the site, separated by |."), owns="settings", aliases=("Praksistype", "Setting"))
    parent: str = column(("Overordnet sted", "Parent"), ("Stedet dette hører inn under.", "The site this one belongs to."), "", refers="sites", aliases=("Overordnet",))
    lat: float | None = column(("Breddegrad", "Latitude"), ("Desimalgrader.", "Decimal degrees."), None, bounds=(-90, 90), unit="°", aliases=("Lat",))
    lon: float | None = column(("Lengdegrad", "Longitude"), ("Desimalgrader.", "Decimal degrees."), None, bounds=(-180, 180), unit="°", aliases=("Lon", "Lng"))
    ceiling: int | None = column(("Tak", "Ceiling"), ("Flest studenter samtidig, alle institusjoner. Blankt: intet tak.", "Most students at a time, all institutions. Blank: none."), None, bounds=(0, 100_000), unit="students", aliases=("Maks samtidige", "Maks samtidige studenter"))
    needs_car: bool = column(("Krever bil", "Needs car"), ("Studenten må ha bil.", "The student must have a car."), False)
    needs_licence: bool = column(("Krever førerkort", "Needs licence"), ("Studenten må ha førerkort.", "The student must have a driving licence."), False)
    accessible: bool = column(("Tilgjengelig", "Accessible"), ("Universelt utformet.", "Accessible."), False, aliases=("Universell utforming", "Universelt utformet"))
    closed: Weeks = column(("Stengte uker", "Closed"), ("Uker uten studenter.", "Weeks without students."), (), aliases=("Stengt",))
    tps: bool = column(("TPS", "TPS"), ("Tverrprofesjonell samarbeidslæring.", "Interprofessional learning."), False)


class Offer(Row):
    """Places that a site offers."""

    table = "offers"
    title = Text("Tilbud", "Offers")
    about = Text("En rad for hvert tilbud om plasser i en periode eller i bestemte uker.", "One row for each offer of places in a window or in certain weeks.")
    key = ("offer",)
    one_of = ("period", "weeks")
    needed = "table"
    offer: str = column(("Tilbud", "Offer"), ("Et navn på tilbudet. Blankt: lages.", "A name for the offer. Blank: made."), "", aliases=("Tilbudsnr",))
    site: Id = column(("Sted", "Site"), ("Praksisstedet.", "The site."), refers="sites", aliases=("Praksissted",))
    period: str = column(("Periode", "Period"), ("Perioden plassene gjelder for.", "The window of the places."), "", refers="periods", aliases=("Praksisperiode",))
    weeks: Weeks = column(("Uker", "Weeks"), ("Eller ukene plassene gjelder for.", "Or the weeks of the places."), ())
    professions: Words = column(("Profesjoner", "Professions"), ("Bare for disse profesjonene. Blankt: alle.", "Only for these professions. Blank: all."), (), words="professions", aliases=("Profesjon", "Profession"))
    programmes: Words = column(("Studieprogram", "Programmes"), ("Bare for disse programmene. Blankt: alle.", "Only for these programmes. Blank: all."), (), words="programmes", aliases=("Program", "Programme"))
    years: tuple[StudyYear, ...] = column(("Studieår", "Years"), ("Bare for disse studieårene. Blankt: alle.", "Only for these years of study. Blank: all."), (), aliases=("År", "Årstrinn", "Year"))
    institution: str = column(("Institusjon", "Institution"), ("Bare for denne institusjonen. Blankt: felles.", "Only for this institution. Blank: shared."), "", refers="institutions")
    places: int = column(("Plasser", "Places"), ("Antall plasser.", "Number of places."), bounds=(0, 10_000), unit="places", aliases=("Antall plasser", "Antall"))
    least: int | None = column(("Minst", "Least"), ("Minst så mange studenter, eller ingen.", "At least so many students, or none."), None, bounds=(0, 10_000), unit="students", aliases=("Minst antall",))
    status: Literal["requested", "offered", "confirmed", "withdrawn"] = column(("Status", "Status"), ("Forespurt, tilbudt, bekreftet eller trukket.", "Requested, offered, confirmed or withdrawn."), "offered")
    answer_by: dt.date | None = column(("Svarfrist", "Answer by"), ("Fristen for å bekrefte.", "The day it must be confirmed by."), None)
    found_by: str = column(("Funnet av", "Found by"), ("Studenten som skaffet plassen selv.", "The student who found the place."), "", refers="students")
    with_offer: str = column(("Sammen med", "With offer"), ("Tilbudet som praksisen også tar en plass av.", "The offer that a placement also takes a place of."), "", refers="offers")


class Agreement(Row):
    """Who may send whom where."""

    table = "agreements"
    title = Text("Avtaler", "Agreements")
    about = Text("En rad for hver praksisavtale med en kommune eller et sted.", "One row for each agreement with a municipality or a site.")
    one_of = ("municipality", "site")
    needed = "table"
    institution: Id = column(("Institusjon", "Institution"), ("Institusjonen.", "The institution."), refers="institutions")
    municipality: str = column(("Kommune", "Municipality"), ("Kommunen avtalen gjelder.", "The municipality."), "", refers="municipalities", aliases=("Kommunenr",))
    site: str = column(("Sted", "Site"), ("Eller stedet avtalen gjelder.", "Or the site."), "", refers="sites", aliases=("Praksissted",))
    programme: str = column(("Studieprogram", "Programme"), ("Bare dette programmet. Blankt: alle.", "Only this programme. Blank: all."), "", words="programmes", aliases=("Program",))
    first_day: dt.date | None = column(("Gjelder fra", "First day"), ("Blankt: fra alltid.", "Blank: always has."), None, aliases=("Fra", "Gyldig fra"))
    last_day: dt.date | None = column(("Gjelder til", "Last day"), ("Blankt: uten utløp.", "Blank: without end."), None, aliases=("Til", "Gyldig til"))


class Supervisor(Row):
    """A supervisor."""

    table = "supervisors"
    title = Text("Veiledere", "Supervisors")
    about = Text("En rad for hver veileder.", "One row for each supervisor.")
    key = ("supervisor",)
    supervisor: Id = column(("Veileder", "Supervisor"), ("Kort navn eller nummer.", "Short name or number."), aliases=("Praksisveileder", "Kontaktsykepleier"))
    sites: tuple[Id, ...] = column(("Steder", "Sites"), ("Stedene veilederen arbeider på, skilt med |.", "The sites the supervisor works at, separated by |."), refers="sites", aliases=("Sted", "Praksissted", "Site"))
    profession: Id = column(("Profesjon", "Profession"), ("Veilederens profesjon.", "The supervisor's profession."), near="supervisor_professions", aliases=("Autorisasjon",))
    ects: float = column(("Studiepoeng", "ECTS"), ("Veilederutdanning i studiepoeng.", "Supervision education in ECTS."), 0, bounds=(0, 300), unit="ECTS", aliases=("Veilederutdanning",))
    years: float = column(("Erfaring år", "Years"), ("Yrkeserfaring i år.", "Work experience in years."), 0, bounds=(0, 60), unit="years", aliases=("Ansiennitet", "Ansiennitet år"))
    capacity: int = column(("Kapasitet", "Capacity"), ("Flest studenter samtidig.", "Most students at a time."), 1, bounds=(0, 100), unit="students", aliases=("Maks studenter",))
    away: Weeks = column(("Fravær", "Away"), ("Uker veilederen er borte.", "Weeks the supervisor is away."), (), aliases=("Borte",))


class Travel(Row):
    """Minutes on one road."""

    table = "travel"
    title = Text("Reisetider", "Travel")
    about = Text("En rad for hver reise fra et reisested eller en kommune til et sted eller en kommune.", "One row for each journey from an origin or municipality to a site or municipality.")
    key = ("origin", "site", "municipality", "mode")
    one_of = ("site", "municipality")
    origin: Id = column(("Fra", "Origin"), ("Reisested, postnummer eller kommunenummer.", "Origin, postcode or municipality number."), aliases=("Reisested", "Postnummer"))
    site: str = column(("Sted", "Site"), ("Til dette stedet.", "To this site."), "", refers="sites", aliases=("Praksissted",))
    municipality: str = column(("Kommune", "Municipality"), ("Eller til alle steder i denne kommunen.", "Or to every site of this municipality."), "", refers="municipalities", aliases=("Kommunenr",))
    mode: Literal["car", "public", "bicycle", "walk"] = column(("Reisemåte", "Mode"), ("Bil, kollektiv, sykkel eller gange.", "Car, public, bicycle or walk."))
    minutes: int | None = column(("Minutter", "Minutes"), ("Minutter én vei. Blankt: reisen er ikke mulig.", "Minutes one way. Blank: no such journey."), None, bounds=(0, 1440), unit="min", aliases=("Reisetid",))
    km: float | None = column(("Km", "Km"), ("Kilometer én vei.", "Kilometres one way."), None, bounds=(0, 5000), unit="km")


class Housing(Row):
    """Rooms for students in a municipality."""

    table = "housing"
    title = Text("Hybler", "Housing")
    about = Text("En rad for hver samling rom; rader i samme kommune legges sammen.", "One row for each set of rooms; rows of a municipality add up.")
    municipality: Id = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), refers="municipalities", aliases=("Kommunenr",))
    rooms: int = column(("Rom", "Rooms"), ("Antall rom.", "Number of rooms."), bounds=(0, 10_000), unit="rooms", aliases=("Antall rom", "Hybler"))
    weeks: Weeks = column(("Uker", "Weeks"), ("Ukene rommene kan brukes. Blankt: alle.", "The weeks they can be used. Blank: all."), ())
    rent: float | None = column(("Leie", "Rent"), ("Kroner i uken.", "Kroner a week."), None, bounds=(0, 100_000), unit="kr/week", aliases=("Husleie",))
