"""Addresses of the web, and what feeds and sitemaps list, as they are written. Asks nobody."""
