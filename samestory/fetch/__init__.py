"""News from the network: requests within bounds, and what their answers hold.

Imported only where an address is given; a run over files loads none of it. Stores nothing.
"""
