"""The rules, in the order in which people read their reasons."""

from allocator.rules.access import Access
from allocator.rules.agreement import Agreement
from allocator.rules.answered import Answered
from allocator.rules.apart import Apart
from allocator.rules.car import Car
from allocator.rules.ceiling import Ceiling
from allocator.rules.clearance import Clearance
from allocator.rules.closed import Closed
from allocator.rules.competence import Competence
from allocator.rules.distance import Distance
from allocator.rules.employer import Employer
from allocator.rules.home_first import HomeFirst
from allocator.rules.housing import Housing
from allocator.rules.interprofessional import Interprofessional
from allocator.rules.least import Least
from allocator.rules.licence import Licence
from allocator.rules.locks import Locks
from allocator.rules.named_supervisor import NamedSupervisor
from allocator.rules.near import Near
from allocator.rules.new_site import NewSite
from allocator.rules.offered import Offered
from allocator.rules.one_at_a_time import OneAtATime
from allocator.rules.own_found import OwnFound
from allocator.rules.period import Period
from allocator.rules.places import Places
from allocator.rules.presence import Presence
from allocator.rules.profession import Profession
from allocator.rules.progression import Progression
from allocator.rules.quota import Quota
from allocator.rules.region import Region
from allocator.rules.relative import Relative
from allocator.rules.reserved import Reserved
from allocator.rules.rooms import Rooms
from allocator.rules.rule import HEADINGS, Rule
from allocator.rules.seldom_far import SeldomFar
from allocator.rules.setting import Setting
from allocator.rules.special import Special
from allocator.rules.supervised import Supervised
from allocator.rules.supervision import Supervision
from allocator.rules.together import Together
from allocator.rules.variety import Variety
from allocator.rules.with_offer import WithOffer

RULES: tuple[type[Rule], ...] = (
    Period, Agreement, Region, HomeFirst, Setting, Progression, Supervised, Profession, Competence, Presence, Licence, Car, Access,
    Clearance, Distance, Housing, SeldomFar, Special, Employer, Relative, NewSite, NamedSupervisor, Together, Near, Apart, Offered,
    Answered, OwnFound, Closed, Places, Least, WithOffer, Ceiling, Rooms, Quota, Reserved, Supervision, OneAtATime, Variety,
    Interprofessional, Locks,
)
"""Every rule there is."""

__all__ = ["HEADINGS", "RULES", "Rule"]
