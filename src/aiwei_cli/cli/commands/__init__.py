"""The commands, a module each: parse, call a use case, show."""
