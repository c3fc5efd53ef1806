"""Use case 1: answer a request with a guarded draft, or refuse with a reason."""
