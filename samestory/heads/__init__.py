"""Small trained models on the encoder's token states, each with its weights and a card beside it."""
