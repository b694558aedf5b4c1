"""Acts (操作): what a person does to the record, each in one transaction with its audit record."""
