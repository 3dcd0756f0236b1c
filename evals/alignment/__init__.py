"""Does a sentence find the one that states the same in a partial copy, and none in a twin event's report?"""
