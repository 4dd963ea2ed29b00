"""What a US university charges graduates on average, as federal surveys report it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Charges:
    """Averages over all graduate programs of a university, MBA and M.Ed. in one figure: never one program's price.

    Attributes:
        as_of: the academic year of the yearly charges ("2023-24").
        in_state, out_of_state: tuition and required fees of a full-time year for residents of the state and others, in
            whole US dollars. They are one sum, because some universities file the surcharge for others among the fees.
        per_credit_in_state, per_credit_out_of_state: tuition a credit; some file it per course or unit.
        per_credit_as_of: the year of those.
        note: what limits the figures.
        fee_as_of: the year of the application fee.
        application_fee: of graduate programs, US dollars; 0 is none.
        flags_as_of: the year of the two below.
        distance_courses, distance_programs: whether any are offered to graduates; they say nothing about one field.
    """

    as_of: str | None
    in_state: int | None
    out_of_state: int | None
    per_credit_in_state: int | None
    per_credit_out_of_state: int | None
    per_credit_as_of: str | None
    note: str | None
    fee_as_of: str | None
    application_fee: int | None
    flags_as_of: str | None
    distance_courses: bool | None
    distance_programs: bool | None
