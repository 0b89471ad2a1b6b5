"""Training and measuring the models on the labelled corpus. Nothing here is needed to code a report."""
