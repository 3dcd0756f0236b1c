"""Differences planted in pairs of sentences that state the same, and pairs without any."""
