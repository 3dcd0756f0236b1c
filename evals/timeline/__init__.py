"""Timelines: times told alike in translations, changes planted, happenings of two stories made one."""
