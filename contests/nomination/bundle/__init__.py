"""What goes one level up as a sealed file, and what comes back: to another installation, or to anyone with the format."""
