"""What Backdock knows about returns, without any I/O."""
