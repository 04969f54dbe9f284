"""The interviewer measured without sound: hundreds of whole interviews in virtual time."""
