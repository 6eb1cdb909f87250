"""Kỷ yếu: a season's prized works as a booklet in PDF, drawn by a job."""
