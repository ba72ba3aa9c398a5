"""An exam on paper: the exam, its key and a sheet for grading, as PDFs that are read aloud too."""
