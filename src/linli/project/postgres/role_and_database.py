"""What a new cluster gets before Linli uses it: its role, its extensions, its database."""

from collections.abc import Callable

import psycopg
from psycopg import sql

ROLE, DATABASE = "linli", "linli"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")


def make_role_and_database(connect: Callable[[str], psycopg.Connection], password: str) -> None:
    """Make them as the superuser of `connect(database)`; repeatable, so that an interruption does no harm.

    The role is neither superuser nor free of row-level security. Extensions go into `template1`, so that the databases
    the role makes (the tests') have them too.
    """
    with connect("postgres") as connection:
        there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
        connection.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}").format(
                sql.SQL("ALTER" if there else "CREATE"), sql.Identifier(ROLE), sql.Literal(password)
            )
        )
    with connect("template1") as connection:
        for name in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
        # Row-level security lets only leakproof operators use an index; text search says no more than yes or no (ADR 0012).
        connection.execute("ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF")
    with connect("postgres") as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
            )
