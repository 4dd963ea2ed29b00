"""The programs a person keeps: entries, files made of them, what offices said."""
