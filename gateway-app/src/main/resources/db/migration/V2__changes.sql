-- In which order subscriptions changed, so that each replica reads only what it has not seen.

-- One row. Whoever changes something takes the next number and holds the row until the commit: numbers become visible in
-- their order, which those of a sequence do not, and no replica passes over a change that was committed late.
create table change_counter (
    id integer primary key,
    latest bigint not null
);

insert into change_counter (id, latest) values (1, 0);

create table subscription_change (
    sequence_number bigint primary key,
    subscription varchar(63) not null,
    changed timestamp(6) with time zone not null
);
