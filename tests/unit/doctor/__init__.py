"""The doctor: each area judged, the report in both languages."""
