"""Competing terms of outlets for one thing, in own reports of invented events, and events without any."""
