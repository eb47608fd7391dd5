-- Who called what, added up. A part of a key that a call does not have is the empty text, so that keys can be compared.

-- One row for each minute, key and replica; a replica writes only its own rows, so replicas never wait for each other.
-- "rolled" rows are in their hour already.
create table usage_minute (
    replica varchar(32) not null,
    cell bigint not null,
    began timestamp with time zone not null,
    api varchar(255) not null,
    product varchar(255) not null,
    subscription varchar(255) not null,
    key_name varchar(255) not null,
    operation varchar(255) not null,
    status integer not null,
    outcome varchar(16) not null,
    calls bigint not null,
    request_bytes bigint not null,
    response_bytes bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    row_count bigint not null,
    latencies bytea not null,
    rolled boolean not null,
    primary key (replica, cell)
);
create index usage_minute_began on usage_minute (began);
create index usage_minute_rolled on usage_minute (rolled, began);
-- People mostly look at their own: a day of one subscription among half a million rows is then read in milliseconds.
create index usage_minute_subscription on usage_minute (subscription, began);

-- The rolled minutes of all replicas, added up.
create table usage_hour (
    began timestamp with time zone not null,
    api varchar(255) not null,
    product varchar(255) not null,
    subscription varchar(255) not null,
    key_name varchar(255) not null,
    operation varchar(255) not null,
    status integer not null,
    outcome varchar(16) not null,
    calls bigint not null,
    request_bytes bigint not null,
    response_bytes bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    row_count bigint not null,
    latencies bytea not null,
    primary key (began, api, product, subscription, key_name, operation, status, outcome)
);
create index usage_hour_subscription on usage_hour (subscription, began);

-- The last calls one by one, without anything of their bodies. Ids have no index: they are random, so each row would be
-- another page to write, and looking through all of the rows once is quick.
create table usage_request (
    replica varchar(32) not null,
    number bigint not null,
    ended timestamp with time zone not null,
    request_id varchar(128) not null,
    subscription varchar(255) not null,
    key_name varchar(255) not null,
    api varchar(255) not null,
    operation varchar(255) not null,
    status integer not null,
    outcome varchar(16) not null,
    problem varchar(64),
    nanos bigint not null,
    input_tokens bigint,
    output_tokens bigint,
    row_count bigint,
    primary key (replica, number)
);
create index usage_request_ended on usage_request (ended);
create index usage_request_subscription on usage_request (subscription, ended);

-- Which replica adds minutes up to hours, and until when it has said so.
create table usage_duty (
    duty varchar(32) primary key,
    replica varchar(32) not null,
    held_until timestamp with time zone not null
);
insert into usage_duty (duty, replica, held_until) values ('tidy', '', timestamp with time zone '1970-01-01 00:00:00+00');
