"""What the notebooks say is true: form, formulas, exercises, the syllabus."""
