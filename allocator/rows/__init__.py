"""The tables of a term: one row model each, with type, unit, bounds and header words in both languages."""

from allocator.rows.decision import Lock, Published, Quota, Weight
from allocator.rows.field import Agreement, Area, Coordinator, Housing, Municipality, Offer, Site, Supervisor, Travel
from allocator.rows.row import Column, Row
from allocator.rows.term import (
    Clearance,
    Companion,
    Conflict,
    Course,
    Earlier,
    Institution,
    Need,
    Origin,
    Period,
    Special,
    Student,
    Wish,
)

ROWS: dict[str, type[Row]] = {
    row.table: row
    for row in (
        Period, Institution, Course, Student, Site, Offer, Agreement, Need, Municipality, Area, Coordinator, Supervisor, Quota,
        Special, Wish, Conflict, Earlier, Clearance, Travel, Origin, Housing, Companion, Weight, Lock, Published,
    )
}
"""Every table of a term by name, in the order people read them."""

__all__ = ["ROWS", "Column", "Row"]
