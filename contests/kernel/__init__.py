"""What every stage may lean on; knows no stage."""
