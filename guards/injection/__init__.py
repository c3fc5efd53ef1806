"""Orders to the model in places where only data should be, and what hides them."""
