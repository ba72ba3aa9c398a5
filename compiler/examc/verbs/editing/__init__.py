"""What an editor asks of exams while they are written, told without any protocol.

Positions are those of the reader: a line and a column from 1, in characters. Paths are absolute,
with `/` between their parts.
"""
