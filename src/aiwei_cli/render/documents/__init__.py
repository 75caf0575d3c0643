"""Documents from templates: the work summary, the supervision note, and the sandbox they run in."""
