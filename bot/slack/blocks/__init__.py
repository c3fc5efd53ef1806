"""Records to Block Kit: pure functions, one file for each thing that people see."""
