"""Who is who, and of whom a sentence speaks."""
