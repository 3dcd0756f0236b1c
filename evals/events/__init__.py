"""Who did what to whom: PLOVER roots of sentences with their actors given, in English gold and own cases."""
