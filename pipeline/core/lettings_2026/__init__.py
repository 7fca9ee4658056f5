"""The lettings return of the collection year 2026/27; stands alone, so that it can be deleted when the year is closed."""
