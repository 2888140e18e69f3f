"""Reading the queue anew, answering who objects to it, and bringing a proposal to its decree."""
