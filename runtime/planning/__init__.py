"""Plans the interview for this person and this job."""
