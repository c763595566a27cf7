"""Document to Facts: dates, names, claims and quotes, each with its span."""
