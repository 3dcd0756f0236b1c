"""Killing runs, workers and readers at random moments, and looking at what is left."""
