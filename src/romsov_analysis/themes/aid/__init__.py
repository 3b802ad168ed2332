"""Chapter 08: whether Soviet aid was asked for in December 1989."""
