"""What an appointment brings: the fields a judge knows, the time a judge has, and the appointment's end."""
