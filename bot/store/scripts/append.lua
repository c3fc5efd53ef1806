-- One entry on its own.
return log_moved() or log_append() or {'ok'}
