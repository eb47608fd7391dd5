-- People mostly look at their own: a day of one subscription among half a million rows is then read in milliseconds.
create index usage_minute_subscription on usage_minute (subscription, began);
create index usage_hour_subscription on usage_hour (subscription, began);
