"""The structure stage: blocks to typed sections and sentences."""
