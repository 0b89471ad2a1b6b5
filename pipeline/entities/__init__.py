"""Named things in sentences: people's roles, ages, dates, agencies, legal statuses, conditions."""

from pipeline.entities.find import EntityRules, find_entities

__all__ = ["EntityRules", "find_entities"]
