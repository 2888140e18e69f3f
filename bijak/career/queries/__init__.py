"""Who stands where in the queue and why; what is proposed; where careers lead."""
