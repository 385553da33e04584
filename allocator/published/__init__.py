"""What is done with a plan once it is published: kept up when things change, swapped in, added to, and rolled on to the next term."""
