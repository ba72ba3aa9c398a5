"""Tests of the reader of printed ANS exams."""
