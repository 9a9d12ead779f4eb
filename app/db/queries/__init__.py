"""Named reads. Each takes the site first and returns frozen values of the domain."""
