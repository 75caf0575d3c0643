"""The yearly work summary: ``context`` gathers, ``markdown`` fills the template."""
