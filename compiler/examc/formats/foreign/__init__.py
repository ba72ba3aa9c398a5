"""The kit that all readers of foreign files share: what is the same problem is solved here once.

`quoting` what was read, `documents` and `packages` to find it in, `identifiers`, `images`, `typing` for
what a system reads otherwise of what is typed, and `once` to say a thing once.
"""
