"""Whether a child is a boy or a girl, where the report does not hide it."""
