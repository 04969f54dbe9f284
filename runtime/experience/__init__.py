"""What posts about interviews tell about how companies interview; never their wording (R-025)."""
