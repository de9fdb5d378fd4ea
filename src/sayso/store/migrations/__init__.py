"""The schema's changes, one numbered file each; the number is the database's `user_version` afterwards."""
