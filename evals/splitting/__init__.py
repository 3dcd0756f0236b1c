"""Sentence splitting on cases written for the project: exact cases and boundaries."""
