"""Story -> Account: sentences aligned, copies and origins told apart, statements in rows."""
