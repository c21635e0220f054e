"""Forms: questionnaires on their way to and from the platforms that ask them."""
