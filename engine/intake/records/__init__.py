"""From values to records: claims, validation, what follows from other fields."""
