"""Archive to files for other programs: data, feeds, citations, sitemap and headers."""
