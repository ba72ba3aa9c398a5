"""GIFT, the text format of questions that Moodle reads and writes."""
