-- Voicemail options of one box, as Asterisk has them after the pager: attach=yes|tz=european.
alter table mailbox add column options varchar(159) default '' not null;

-- What a SIP registrar of the SER family keeps about an account beside its password. No row: the defaults.
create table ser_flag (
    device_number varchar(15) primary key references device (device_number) on delete cascade,
    phplib_id varchar(32) default '' not null,
    confirmation varchar(64) default '' not null,
    flag varchar(1) default 'o' not null,
    sendnotification varchar(50) default '' not null,
    greeting varchar(50) default '' not null,
    perms varchar(32),
    allow_find varchar(1) default '0' not null,
    time_zone varchar(128),
    rpid varchar(128)
);

-- Makes of hard phones, and how many lines one can have.
create table phone_model (
    model varchar(32) primary key,
    line_count integer not null check (line_count between 1 and 999)
);

-- Hard phones by their Ethernet address, written as 00:04:13:aa:bb:cc. secret: what the phone fetches its file with; sealed.
create table phone (
    mac varchar(17) primary key,
    person_uid varchar(64) references person (uid),
    model varchar(32) not null references phone_model (model),
    description varchar(80),
    secret varchar(400),
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null
);
create index phone_person on phone (person_uid);
create index phone_of_model on phone (model);

-- Which devices are on a phone's line keys, in the order of their numbers, which need not be dense.
create table phone_line (
    mac varchar(17) not null references phone (mac) on delete cascade,
    ordering integer not null check (ordering between 0 and 32767),
    device_number varchar(15) not null references device (device_number),
    primary key (mac, ordering)
);
create index phone_line_device on phone_line (device_number);

-- Further lines of a phone's configuration file.
create table phone_setting (
    mac varchar(17) not null references phone (mac) on delete cascade,
    variable varchar(128) not null,
    setting varchar(256) not null,
    primary key (mac, variable)
);
