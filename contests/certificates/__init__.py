"""The register of certificates, their numbers, drawing and verification."""
