"""What the fields of an event are written from, one file a field, each with its evidence."""
