-- What people ask for and are given in the portal. One script for H2 (in its PostgreSQL mode) and PostgreSQL.

create table subscription (
    id varchar(63) primary key,
    title varchar(100) not null,
    -- product, api or all; the last has no scope_id.
    scope varchar(16) not null,
    scope_id varchar(63),
    owner_id varchar(512) not null,
    owner_name varchar(255) not null,
    owner_email varchar(320),
    purpose varchar(1000),
    state varchar(16) not null,
    created timestamp(6) with time zone not null,
    decided timestamp(6) with time zone,
    decided_by varchar(255),
    decision_comment varchar(1000),
    -- The last day, in UTC, on which its keys work.
    expires date,
    -- Those that it has lower than its product, as "burst=5 daily=1000".
    limits varchar(10000) default '' not null
);

create index subscription_owner on subscription (owner_id);
create index subscription_state on subscription (state);

create table subscription_key (
    subscription varchar(63) not null references subscription (id),
    name varchar(63) not null,
    -- sha256:<hex> of the key. The key itself is kept nowhere.
    digest varchar(71) not null unique,
    prefix varchar(16) not null,
    created timestamp(6) with time zone not null,
    expires timestamp(6) with time zone,
    last_used date,
    primary key (subscription, name)
);
