"""A child's age at the incident: as told, by the birth, or reckoned from another day."""
