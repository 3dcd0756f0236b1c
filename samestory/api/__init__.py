"""The HTTP API: what the command prints as JSON, asked for over HTTP, with a description in OpenAPI.

A thin door to dossier/, export/, search/ and corrections/. Decides nothing about news.
"""
