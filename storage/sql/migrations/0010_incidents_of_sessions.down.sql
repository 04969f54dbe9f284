drop table session_incidents;
