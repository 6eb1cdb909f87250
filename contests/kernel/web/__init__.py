"""What every page leans on: the request's transactions, answers, forms, headers, display."""
