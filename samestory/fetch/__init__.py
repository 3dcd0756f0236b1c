"""News from the network: addresses, requests within bounds, what feeds and sitemaps list.

Imported only where an address is given; a run over files loads none of it. Stores nothing.
"""
