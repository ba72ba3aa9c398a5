"""examc compiles exams written as text into the formats of learning management systems."""

__version__ = "0.1.0"
