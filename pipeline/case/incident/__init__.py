"""The day of the incident: every date of the report, weighed."""
