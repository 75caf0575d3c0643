"""What a change means, in words: ``rows`` says it once, a module each lays it out."""
