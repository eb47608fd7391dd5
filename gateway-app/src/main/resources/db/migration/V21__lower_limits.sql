-- Limits that a subscription has lower than its product, as "burst=5 daily=1000".
alter table subscription add column limits varchar(10000) default '' not null;
