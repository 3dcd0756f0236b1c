"""What a reader corrects, as decisions: who is who (names), which reports and stories belong together.

Pure: pipeline.decide stores what these give and derives again.
"""
