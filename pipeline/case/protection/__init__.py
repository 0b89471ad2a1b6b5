"""Child protection plan or register, and standing in law, at the incident."""
