-- Wrong PINs that count. Of a device or a user alone, the other column is empty text; with both, the counter of a user
-- at a desk where they sit or sat. locked_until: no PIN is looked at before it. Unlike all else it is in no backup:
-- a restore neither locks nor unlocks anybody.
create table pin_lock (
    device_number varchar(15) not null,
    user_number varchar(15) not null,
    wrong integer not null,
    counted timestamp(6) with time zone not null,
    locked_until timestamp(6) with time zone not null,
    primary key (device_number, user_number)
);

-- Logins that were refused, beside the sessions the other half of the ledger; equal ones that follow each other closely
-- are one row. user_number is null where what was typed is no user's number, since it may be a PIN.
create table refusal (
    id bigint primary key,
    began timestamp(6) with time zone not null,
    last_seen timestamp(6) with time zone not null,
    device_number varchar(15),
    user_number varchar(15),
    why varchar(32) not null,
    times bigint not null
);
create index refusal_device on refusal (device_number, id);
create index refusal_user on refusal (user_number, id);

-- Whether a user has sat at a device before is asked at each login; what is too old is deleted by its time.
create index ended_session_seat on ended_session (device_number, user_number);
create index ended_session_ended on ended_session (ended);
create index refusal_last_seen on refusal (last_seen);
