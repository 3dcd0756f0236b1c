"""The country and the sector of actors: in PLOVER's gold records, by lists of names, and in own sentences."""
