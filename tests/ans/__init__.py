"""Tests of the ANS-style JSON, its writer and its reader."""
