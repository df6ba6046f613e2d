"""How far the cards of a model agree with what people have read: gold in, figures with intervals out."""
