"""How large files may be that are read: one bound for each thing, whoever reads it.

They follow from `core.limits.MOST_QUESTIONS` and from what is safe to hold. Of an exam of 5,000
questions Moodle's file, the longest, has 10 MiB, and 440,000 tags; the files of its QTI have 14 MiB
together, and a hundredth of that for each image. A document is held as bytes, as characters and as
a tree, about six times its length, and a tag takes 200 bytes of that: both stay below 2 GiB.
"""

from examc.core.limits import MOST_QUESTIONS

MIB = 1024 * 1024
LARGEST_FILE = 256 * MIB  # one file: a source, an export, a document in a package, an image
LARGEST_TOGETHER = 512 * MIB  # the files of a package, or of an exam's folder
MOST_FILES = 2 * MOST_QUESTIONS + 1000  # of a package or a folder: an item and an image a question
MOST_TAGS = 5_000_000  # of the documents of one exam
