"""Happenings that look alike, another year or another round, and pairs of reports of one happening."""
