"""Reads the exams that people write in Word: `.docx`, by Word, LibreOffice or another program."""
