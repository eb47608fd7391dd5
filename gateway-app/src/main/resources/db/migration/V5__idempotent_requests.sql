-- Requests of the management API that must not be done twice, and what was answered to them.
create table idempotent_request (
    -- Whose it is: two administrators may choose the same key.
    actor_id varchar(512) not null,
    idempotency_key varchar(255) not null,
    -- SHA-256 of the method, the path and the body.
    fingerprint varchar(64) not null,
    begun timestamp(6) with time zone not null,
    -- Absent while the request is under way. The text of a subscription's key is never here.
    location varchar(255),
    answer varchar(20000),
    primary key (actor_id, idempotency_key)
);

create index idempotent_request_begun on idempotent_request (begun);
