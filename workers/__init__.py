"""What runs beside the web: jobs, their runner, the demo."""
