"""Tests of what all readers of foreign files share."""
