"""What a handling says of itself: type, numbers, date, title, body, sender, municipality, people, attachments."""
