"""The Join Us bot: a kind signpost for lonely young people. README.md says where things live."""
