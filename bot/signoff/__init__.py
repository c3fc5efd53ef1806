"""Use case 2: the way of one draft out of the company, signed by a second person."""
