"""Chapter 01: the long quarrel of Romania and the Soviet Union, 1918 to 1989, out of all registers."""
