"""What a request works on, gathered from where it is: for now, the thread it was asked in."""
