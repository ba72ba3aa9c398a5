"""The formats that exams are read from and written to."""
