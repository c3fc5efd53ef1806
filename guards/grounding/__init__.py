"""What a draft says in numbers, dates, names, quotations and links, traced to its material."""
