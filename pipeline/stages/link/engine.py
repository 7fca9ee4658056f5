"""A DuckDB that holds pseudonyms only and can reach nothing: in memory, no files, no extensions, its settings locked."""

import duckdb

SETTINGS = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET temp_directory = ''",
    "SET threads = 1",  # sums of floating-point numbers then always run in one order
    "SET preserve_insertion_order = true",
    "SET enable_progress_bar = false",  # a query of more than two seconds would draw one among the sentences
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def shut_in_duckdb() -> duckdb.DuckDBPyConnection:
    """A connection to a new database in memory that can neither read nor write anything outside it."""
    connection = duckdb.connect(":memory:")
    for setting in SETTINGS:
        connection.execute(setting)
    return connection
