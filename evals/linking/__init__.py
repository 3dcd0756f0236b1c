"""Do names in any language and ending come together as the one person, body or place they name?"""
