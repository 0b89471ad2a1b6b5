"""Prefect flows: a few lines each round plain functions of ``pipeline``."""
