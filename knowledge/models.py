"""The tables of the knowledge base; the same on SQLite and PostgreSQL.

Rows are only ever replaced as a whole (see store.py), so the tables are plain copies of the catalog's records. Facts
of every kind stand in one table: `subject` is a program's id, or "aid", "article" or "assumptions".
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()

builds = Table(
    "builds",
    metadata,
    Column("id", String, primary_key=True),
    Column("catalog_hash", String, nullable=False),
    Column("schema_hash", String, nullable=False),
    Column("built_at", String, nullable=False),
)
sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("url", String),
    Column("terms", String, nullable=False),
    Column("credit", String),
    Column("as_of", String),
)
terms = Table(
    "terms",
    metadata,
    Column("list", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("synonyms", JSON, nullable=False),
    Column("computing", Boolean),
    Column("quantitative", Boolean),
)
universities = Table(
    "universities",
    metadata,
    Column("id", String, primary_key=True),
    Column("unitid", String, nullable=False),
    Column("name", String, nullable=False),
    Column("city", String),
    Column("state", String),
    Column("country", String, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("control", String),
    Column("hbcu", Boolean),
    Column("hispanic_serving", Boolean),
    Column("accreditor", String),
    Column("distance_only", Boolean),
    Column("website", String),
    Column("admissions_url", String),
    Column("financial_aid_url", String),
    Column("application_url", String),
)
charges = Table(
    "charges",
    metadata,
    Column("university", ForeignKey("universities.id"), primary_key=True),
    Column("as_of", String),
    Column("in_state", Integer),
    Column("out_of_state", Integer),
    Column("per_credit_in_state", Integer),
    Column("per_credit_out_of_state", Integer),
    Column("per_credit_as_of", String),
    Column("note", String),
    Column("fee_as_of", String),
    Column("application_fee", Integer),
    Column("flags_as_of", String),
    Column("distance_courses", Boolean),
    Column("distance_programs", Boolean),
)
university_aliases = Table(
    "university_aliases",
    metadata,
    Column("university", ForeignKey("universities.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("alias", String, nullable=False),
)
fields = Table(
    "fields",
    metadata,
    Column("cip_code", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("family", String, nullable=False),
    Column("group", String, nullable=False),
    Column("dhs_stem", Boolean, nullable=False),
)
programs = Table(
    "programs",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("university", ForeignKey("universities.id"), nullable=False, index=True),
    Column("school", String),
    Column("degree", String),
    Column("field", String, nullable=False),
    Column("cip_code", ForeignKey("fields.cip_code")),
    Column("currency", String, nullable=False),
    Column("url", String),
    Column("checked", String),
    Column("short", String),
)
facts = Table(
    "facts",
    metadata,
    Column("subject", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("value", JSON, nullable=False),
    Column("source", String, nullable=False),
    Column("as_of", String),
    Column("secondhand", Boolean, nullable=False),
    Column("note", String),
)
learning = Table(
    "learning",
    metadata,
    Column("skill", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("needs", JSON, nullable=False),
    Column("weeks", Float, nullable=False),
    Column("hours_a_week", Float, nullable=False),
    Column("school", Boolean, nullable=False),
    Column("source", String),
    Column("ways", JSON, nullable=False),
)
occupations = Table(
    "occupations",
    metadata,
    Column("soc", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("nearest_for", JSON, nullable=False),
)
wages = Table(
    "wages",
    metadata,
    Column("soc", ForeignKey("occupations.soc"), primary_key=True),
    Column("area", String, primary_key=True),
    Column("area_name", String, nullable=False),
    *(Column(name, Integer) for name in ("employment", "mean", "p10", "p25", "median", "p75", "p90")),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("as_of", String, nullable=False),
)
outlooks = Table(
    "outlooks",
    metadata,
    Column("soc", ForeignKey("occupations.soc"), primary_key=True),
    Column("employment_now", Integer),
    Column("employment_later", Integer),
    Column("change_percent", Float),
    Column("openings_per_year", Integer),
    Column("median_wage", Integer),
    Column("education", String, nullable=False),
    Column("experience", String),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("as_of", String, nullable=False),
)


@lru_cache(maxsize=1)
def schema_hash() -> str:
    """A fingerprint of the tables and columns: another one means that the tables must be made anew."""
    columns = (
        f"{table.name}.{column.name}:{column.type}" for table in metadata.sorted_tables for column in table.columns
    )
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()
