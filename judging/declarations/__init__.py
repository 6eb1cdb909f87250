"""What a judge declares before the first piece: units, kin, pupils and partners, each typed from memory."""
