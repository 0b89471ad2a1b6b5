"""The brothers and sisters of the children of the case."""
