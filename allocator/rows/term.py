"""Tables about the term itself: periods, institutions, courses, students, needs, and what each student brings along."""

import datetime as dt
from typing import Literal

from allocator.rows.row import Id, MunicipalityNumber, Row, Weeks, Words, column
from allocator.text import Text


class Period(Row):
    """A placement window."""

    table = "periods"
    title = Text("Perioder", "Periods")
    about = Text("En rad for hver praksisperiode.", "One row for each placement window.")
    key = ("period",)
    needed = "rows"
    period: Id = column(("Periode", "Period"), ("Kort navn på perioden.", "Short name of the window."), aliases=("Praksisperiode", "Periodekode"))
    first_day: dt.date = column(("Første dag", "First day"), ("Dagen praksisen begynner.", "The day the placement begins."), aliases=("Fra", "Startdato", "Fra dato", "Start"))
    last_day: dt.date = column(("Siste dag", "Last day"), ("Dagen praksisen slutter.", "The day the placement ends."), aliases=("Til", "Sluttdato", "Til dato", "Slutt"))
    weeks: Weeks = column(("Uker", "Weeks"), ("Ukene studenten er til stede, f.eks. 34-41, 43. Blankt: alle.", "The weeks the student is present, e.g. 34-41, 43. Blank: all."), ())


class Institution(Row):
    """An institution that sends students."""

    table = "institutions"
    title = Text("Institusjoner", "Institutions")
    about = Text("En rad for hver utdanningsinstitusjon.", "One row for each institution.")
    key = ("institution",)
    needed = "rows"
    institution: Id = column(("Institusjon", "Institution"), ("Kort navn, f.eks. UIT.", "Short name, e.g. UIT."), aliases=("Institusjonskode", "Lærested"))
    name: str = column(("Navn", "Name"), ("Fullt navn.", "Full name."), "", aliases=("Institusjonsnavn",))


class Course(Row):
    """A placement course and what it asks of a place."""

    table = "courses"
    title = Text("Emner", "Courses")
    about = Text("En rad for hvert praksisemne.", "One row for each placement course.")
    key = ("course",)
    needed = "rows"
    course: Id = column(("Emne", "Course"), ("Emnekode.", "Course code."), aliases=("Emnekode", "Praksisemne"))
    institution: Id = column(("Institusjon", "Institution"), ("Institusjonen som har emnet.", "The institution that gives the course."), refers="institutions")
    programme: Id = column(("Studieprogram", "Programme"), ("Studieprogrammet emnet hører til.", "The programme the course belongs to."), owns="programmes", aliases=("Program", "Studieprogramkode"))
    profession: Id = column(("Profesjon", "Profession"), ("Profesjonen studenten utdannes til.", "The profession the student is educated for."), owns="professions")
    year: int | None = column(("Studieår", "Year"), ("Hvilket studieår emnet ligger i.", "The year of study."), None, bounds=(1, 8), aliases=("År", "Årstrinn"))
    settings: Words = column(("Praksistyper", "Settings"), ("Godtatte praksistyper, skilt med |. Blankt: alle.", "Accepted settings, separated by |. Blank: any."), (), near="settings", aliases=("Praksistype", "Setting"))
    periods: tuple[Id, ...] = column(("Perioder", "Periods"), ("Periodene emnet kan gå i, skilt med |.", "The windows the course may run in, separated by |."), refers="periods", aliases=("Periode", "Period", "Praksisperioder"))
    areas: Words = column(("Praksisområder", "Areas"), ("Områdene studentene kan sendes til. Blankt: alle.", "The areas students may be sent to. Blank: any."), (), words="areas", aliases=("Områder", "Praksisområde", "Område"))
    clearances: Words = column(("Attester", "Clearances"), ("Attester som må være gyldige første dag, f.eks. politiattest | tb.", "Documents that must be valid on the first day."), (), owns="clearances", aliases=("Krav til attester",))
    home_bound: bool = column(("Hjemmebundet", "Home bound"), ("Ja: studenten skal ha praksis i hjemkommunen.", "Yes: students belong in their home municipality."), False)
    supervisor_professions: Words = column(("Veilederprofesjoner", "Supervisor professions"), ("Profesjoner en veileder kan ha. Blankt: emnet krever ingen veileder.", "Professions a supervisor may have. Blank: the course asks for no supervisor."), (), owns="supervisor_professions", aliases=("Veilederprofesjon", "Supervisor profession"))
    supervisor_ects: float = column(("Veileder studiepoeng", "Supervisor ECTS"), ("Veilederutdanning som kreves, i studiepoeng (10 er full).", "Supervision education asked for, in ECTS (10 is full)."), 0, bounds=(0, 300), unit="ECTS", aliases=("Krav veilederutdanning",))
    supervisor_years: float = column(("Veileder år", "Supervisor years"), ("Yrkeserfaring som kreves, i år.", "Work experience asked for, in years."), 0, bounds=(0, 60), unit="years", aliases=("Krav ansiennitet",))


class Student(Row):
    """A student; only what the placement needs is read."""

    table = "students"
    title = Text("Studenter", "Students")
    about = Text("En rad for hver student. Navn, fødselsdato og diagnoser leses aldri.", "One row for each student. Names, birth dates and diagnoses are never read.")
    key = ("student",)
    needed = "rows"
    student: Id = column(("Student", "Student"), ("Studentnummer eller et pseudonym.", "Student number or a pseudonym."), aliases=("Studentnr", "Studentnummer", "Student id"))
    institution: Id = column(("Institusjon", "Institution"), ("Institusjonen studenten går på.", "The student's institution."), refers="institutions")
    course: str = column(("Emne", "Course"), ("Praksisemnet dette semesteret; gir ett behov.", "The placement course of this term; makes one need."), "", refers="courses", aliases=("Emnekode", "Praksisemne"))
    home: str = column(("Hjemkommune", "Home"), ("Kommunenummeret der studenten bor.", "The number of the municipality where the student lives."), "", refers="municipalities", aliases=("Bosted", "Bostedskommune", "Home municipality"))
    origin: str = column(("Bosted postnr", "Origin"), ("Postnummer eller en nøkkel fra tabellen reisesteder.", "A postcode or a key of the table origins."), "", aliases=("Postnummer", "Postnr", "Reisested", "Postcode"))
    lat: float | None = column(("Breddegrad", "Latitude"), ("Breddegrad i desimalgrader, hvis kjent.", "Latitude in decimal degrees, if known."), None, bounds=(-90, 90), unit="°", aliases=("Lat",))
    lon: float | None = column(("Lengdegrad", "Longitude"), ("Lengdegrad i desimalgrader, hvis kjent.", "Longitude in decimal degrees, if known."), None, bounds=(-180, 180), unit="°", aliases=("Lon", "Lng"))
    alternate_origin: str = column(("Annet reisested", "Alternate origin"), ("Erstatter bostedet, f.eks. barnehagen.", "Replaces the origin, e.g. a child's day-care."), "", aliases=("Alternativt reisested",))
    car: bool = column(("Bil", "Car"), ("Disponerer bil.", "Has the use of a car."), False, aliases=("Egen bil", "Disponerer bil"))
    licence: bool = column(("Førerkort", "Licence"), ("Har førerkort.", "Has a driving licence."), False, aliases=("Førerkort B", "Driving licence"))
    study: Literal["full-time", "part-time", "decentralised"] = column(("Studieform", "Study"), ("Heltid, deltid eller desentralisert.", "Full-time, part-time or decentralised."), "full-time")
    areas: Words = column(("Praksisområder", "Areas"), ("Områder som gjelder for denne studenten. Blankt: emnets.", "Areas for this student. Blank: those of the course."), (), words="areas", aliases=("Områder", "Område"))
    accepts_far: bool = column(("Godtar fjernpraksis", "Accepts far"), ("Sier ja til ukependling med bolig.", "Accepts weekly commuting with housing."), False, aliases=("Ønsker fjernpraksis",))
    accepts_minutes: int | None = column(("Godtar minutter", "Accepts minutes"), ("Lengre daglig reisetid enn grensen, i minutter én vei.", "A longer daily journey than the limit, in minutes one way."), None, bounds=(0, 600), unit="min", aliases=("Maks reisetid",))
    accessible: bool = column(("Trenger tilgjengelighet", "Accessible"), ("Trenger et sted som er universelt utformet.", "Needs an accessible site."), False, aliases=("Universell utforming",))
    lottery: int | None = column(("Trekningsnummer", "Lottery"), ("Trukket nummer; 1 velger først. Blankt: trekkes av systemet.", "A number already drawn; 1 chooses first. Blank: drawn by the system."), None, bounds=(1, 10_000_000), aliases=("Loddnummer", "Valgnummer"))


class Need(Row):
    """One placement that a student must have this term."""

    table = "needs"
    title = Text("Behov", "Needs")
    about = Text("En rad for hver praksisplass en student må ha. Mangler raden, lages den av studentens emne.", "One row for each placement a student must have. Made from the student's course where missing.")
    key = ("need",)
    need: Id = column(("Behov", "Need"), ("Et navn på behovet.", "A name for the need."), aliases=("Behovsnr",))
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    course: Id = column(("Emne", "Course"), ("Praksisemnet.", "The course."), refers="courses", aliases=("Emnekode",))
    at_risk: bool = column(("Progresjonsfare", "At risk"), ("Mister progresjon uten plass (omgjøring, siste år).", "Loses progression without a place (repeater, final year)."), False, aliases=("Omgjøring",))
    settings: Words = column(("Praksistyper", "Settings"), ("Snevrer inn emnets praksistyper.", "Narrows the settings of the course."), (), words="settings", aliases=("Praksistype",))
    periods: tuple[Id, ...] = column(("Perioder", "Periods"), ("Snevrer inn emnets perioder.", "Narrows the windows of the course."), (), refers="periods", aliases=("Periode",))


class Wish(Row):
    """One wish of a student."""

    table = "wishes"
    title = Text("Ønsker", "Wishes")
    about = Text("En rad for hvert ønske: sted, kommune eller praksistype. Kolonner ønske 1 … ønske 5 kan også brukes.", "One row for each wish: a site, municipality or setting. Columns wish1 … wish5 may be used instead.")
    key = ("student", "rank")
    one_of = ("site", "municipality", "setting")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    rank: int = column(("Prioritet", "Rank"), ("1 er det kjæreste ønsket.", "1 is the dearest wish."), bounds=(1, 99), aliases=("Rang", "Nr"))
    site: str = column(("Sted", "Site"), ("Et praksissted.", "A site."), "", refers="sites", aliases=("Praksissted",))
    municipality: str = column(("Kommune", "Municipality"), ("Eller en kommune.", "Or a municipality."), "", refers="municipalities", aliases=("Kommunenr",))
    setting: str = column(("Praksistype", "Setting"), ("Eller en praksistype.", "Or a setting."), "", words="settings")


class Conflict(Row):
    """Where, or under whom, a student may not go."""

    table = "conflicts"
    title = Text("Bindinger", "Conflicts")
    about = Text("En rad for hvert sted eller hver veileder en student ikke kan ha.", "One row for each site or supervisor that a student may not have.")
    one_of = ("site", "supervisor")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    site: str = column(("Sted", "Site"), ("Stedet.", "The site."), "", refers="sites", aliases=("Praksissted",))
    supervisor: str = column(("Veileder", "Supervisor"), ("Eller veilederen.", "Or the supervisor."), "", refers="supervisors")
    reason: Literal["employer", "relative", "patient", "other"] = column(("Grunn", "Reason"), ("Arbeidsgiver, pårørende, pasient eller annet.", "Employer, relative, patient or other."))
    ended: dt.date | None = column(("Sluttet", "Ended"), ("Dagen forholdet tok slutt. Blankt: varer ennå.", "The day it ended. Blank: it still lasts."), None, aliases=("Til dato", "Avsluttet"))


class Special(Row):
    """A special consideration: only its code and outcome are read."""

    table = "specials"
    title = Text("Særhensyn", "Specials")
    about = Text("En rad for hver søknad om særplass. Bare kode og utfall; aldri diagnose.", "One row for each application for a special place. Only code and outcome; never a diagnosis.")
    key = ("student", "criterion")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    criterion: Id = column(("Kriterium", "Criterion"), ("Kode for grunnen, fra institusjonens egen liste.", "Code of the reason, from the institution's own list."), owns="criteria")
    value: float | None = column(("Verdi", "Value"), ("Tallet kriteriet vurderes etter, f.eks. barnets alder.", "The number the criterion is judged by, e.g. a child's age."), None)
    status: Literal["granted", "applied", "refused"] = column(("Utfall", "Status"), ("Innvilget, søkt eller avslått.", "Granted, applied or refused."))
    area: str = column(("Praksisområde", "Area"), ("Området plassen må ligge i.", "The area the place must lie in."), "", words="areas", aliases=("Område",))
    minutes: int | None = column(("Maks minutter", "Minutes"), ("Lengste reisetid én vei.", "The longest journey one way."), None, bounds=(0, 600), unit="min")
    until: dt.date | None = column(("Gjelder til", "Until"), ("Siste dag innvilgelsen gjelder.", "The last day it is granted for."), None)


class Clearance(Row):
    """A document a student has."""

    table = "clearances"
    title = Text("Attester", "Clearances")
    about = Text("En rad for hver attest en student har levert.", "One row for each document a student has handed in.")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    kind: Id = column(("Attest", "Kind"), ("F.eks. politiattest, tb, mrsa.", "E.g. police, tb, mrsa."), near="clearances", aliases=("Type",))
    first_day: dt.date | None = column(("Gyldig fra", "First day"), ("Første gyldige dag. Blankt: alltid.", "First valid day. Blank: always."), None, aliases=("Fra",))
    last_day: dt.date | None = column(("Gyldig til", "Last day"), ("Siste gyldige dag. Blankt: uten utløp.", "Last valid day. Blank: without end."), None, aliases=("Til",))


class Earlier(Row):
    """A placement that a student has had before."""

    table = "history"
    title = Text("Historikk", "History")
    about = Text("En rad for hver tidligere praksisperiode.", "One row for each earlier placement.")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    site: str = column(("Sted", "Site"), ("Stedet (kan være nedlagt).", "The site (may be closed down)."), "", near="sites", aliases=("Praksissted",))
    setting: str = column(("Praksistype", "Setting"), ("Praksistypen.", "The setting."), "", near="settings")
    municipality: str = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), "", aliases=("Kommunenr",))
    term: str = column(("Semester", "Term"), ("F.eks. 2025 høst.", "E.g. 2025 autumn."), "")
    minutes: int | None = column(("Minutter", "Minutes"), ("Reisetid én vei.", "Journey one way."), None, bounds=(0, 1500), unit="min")
    far: bool = column(("Fjernpraksis", "Far"), ("Var fjernpraksis.", "Was a far placement."), False)
    passed: bool = column(("Bestått", "Passed"), ("Ble bestått.", "Was passed."), True)


class Companion(Row):
    """Students who go together, near each other, or apart."""

    table = "companions"
    title = Text("Følge", "Companions")
    about = Text("En rad for hver student i en gruppe som skal sammen, nær hverandre eller hver for seg.", "One row for each student of a group that goes together, near, or apart.")
    key = ("group", "student")
    group: Id = column(("Gruppe", "Group"), ("Et navn på gruppen.", "A name for the group."), owns="groups")
    student: Id = column(("Student", "Student"), ("Studenten.", "The student."), refers="students", aliases=("Studentnr", "Studentnummer"))
    kind: Literal["together", "near", "apart"] = column(("Hvordan", "Kind"), ("Sammen, nær (samme kommune) eller hver for seg.", "Together, near (same municipality) or apart."))


class Origin(Row):
    """Where a postcode or a key lies."""

    table = "origins"
    title = Text("Reisesteder", "Origins")
    about = Text("En rad for hvert postnummer eller reisested.", "One row for each postcode or starting point.")
    key = ("origin",)
    origin: Id = column(("Reisested", "Origin"), ("Postnummer eller nøkkel.", "Postcode or key."), aliases=("Postnummer", "Postnr", "Postcode"))
    municipality: MunicipalityNumber | Literal[""] = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), "", refers="municipalities", aliases=("Kommunenr",))
    lat: float | None = column(("Breddegrad", "Latitude"), ("Desimalgrader.", "Decimal degrees."), None, bounds=(-90, 90), unit="°", aliases=("Lat",))
    lon: float | None = column(("Lengdegrad", "Longitude"), ("Desimalgrader.", "Decimal degrees."), None, bounds=(-180, 180), unit="°", aliases=("Lon", "Lng"))
