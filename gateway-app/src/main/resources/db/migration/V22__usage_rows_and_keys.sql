-- How many rows tabular models answered, and which of a subscription's keys was used: "" of what was counted before.

alter table usage_minute add column row_count bigint default 0 not null;
alter table usage_minute add column key_name varchar(255) default '' not null;

alter table usage_request add column row_count bigint;
alter table usage_request add column key_name varchar(255) default '' not null;

-- The key's name belongs to the primary key, whose own name the two databases choose differently: so it is made anew.
alter table usage_hour rename to usage_hour_before;
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
insert into usage_hour
    select began, api, product, subscription, '', operation, status, outcome, calls, request_bytes, response_bytes,
        input_tokens, output_tokens, 0, latencies
    from usage_hour_before;
drop table usage_hour_before;
