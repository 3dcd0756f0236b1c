"""Reports of one event that newsrooms wrote on their own: what is aligned, told, held apart."""
