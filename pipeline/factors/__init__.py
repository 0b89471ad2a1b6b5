"""Which factors a report bears on: wordings found, qualified, and summed up for the case."""
