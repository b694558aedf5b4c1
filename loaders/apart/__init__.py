"""Reading apart (隔离读取): what others send is read by a process that hands on plain data."""
