-- What failed during an interview and was handled: part of its record, and of its report.

create table session_incidents (
    session_id text not null references interview_sessions (id) on delete cascade,
    seq bigint not null check (seq > 0),
    at_s double precision not null,
    part text not null,
    code text not null,
    message text not null,
    primary key (session_id, seq)
);
comment on column session_incidents.seq is 'number in the event log; the same incident is kept once';
comment on column session_incidents.at_s is 'session seconds';
