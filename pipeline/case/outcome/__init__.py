"""What befell each child: death or serious harm, and of which category."""
