"""What there is to show, as rows of facts: no word of a status and no sentence, which are made of them in ``words``."""
