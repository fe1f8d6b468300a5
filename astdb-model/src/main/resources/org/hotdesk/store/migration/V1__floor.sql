-- Plain SQL that H2 and PostgreSQL 15 both read alike. Names that are words of either dialect are avoided.

-- The one row every writer locks before it looks or writes, so that commits, change log and snapshots have one order.
-- log_begins: the change log is complete from this number on; older entries have been dropped.
create table write_head (
    head integer primary key check (head = 1),
    last_change bigint not null,
    last_session bigint not null,
    log_begins bigint not null
);
insert into write_head (head, last_change, last_session, log_begins) values (1, 0, 0, 1);

-- A human being or a role; may have any number of users and mailboxes.
create table person (
    uid varchar(64) primary key,
    first_name varchar(80),
    last_name varchar(80),
    email varchar(185),
    pager varchar(185),
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null
);

-- A voicemail box. Users point at it, several may share one. password: sealed.
create table mailbox (
    context varchar(64) not null,
    box varchar(15) not null,
    full_name varchar(80) not null,
    person_uid varchar(64) references person (uid),
    password varchar(400),
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null,
    primary key (context, box)
);
create index mailbox_person on mailbox (person_uid);

-- Who is called: what astdb holds under AMPUSER. Where a column is null, the value is the system's or absent.
create table ampuser (
    user_number varchar(15) primary key,
    cidname varchar(80) not null,
    cidnum varchar(15),
    outboundcid varchar(160),
    ringtimer integer not null,
    noanswer varchar(32),
    mailbox_context varchar(64),
    mailbox_box varchar(15),
    record_in_internal varchar(8) not null,
    record_in_external varchar(8) not null,
    record_out_internal varchar(8) not null,
    record_out_external varchar(8) not null,
    call_context varchar(64),
    call_language varchar(64),
    accountcode varchar(64),
    dial_options varchar(80),
    person_uid varchar(64) references person (uid),
    forward_all varchar(41),
    forward_busy varchar(41),
    forward_unavailable varchar(41),
    do_not_disturb boolean not null,
    call_waiting boolean not null,
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null,
    foreign key (mailbox_context, mailbox_box) references mailbox (context, box)
);
create index ampuser_person on ampuser (person_uid);

-- A user's PIN: an Argon2id hash in its usual text form. mirrored: a sealed copy, in compatibility mode only.
create table user_pin (
    user_number varchar(15) primary key references ampuser (user_number) on delete cascade,
    hashed varchar(200) not null,
    pepper_id varchar(16) not null,
    mirrored varchar(400),
    time_modified timestamp(6) with time zone not null
);

-- A phone on a desk, which is also the SIP account it registers with. sip_secret, ha1_md5, ha1_sha256: sealed.
create table device (
    device_number varchar(15) primary key,
    technology varchar(8) not null,
    dial varchar(180) not null,
    kind varchar(8) not null,
    default_user varchar(15) references ampuser (user_number),
    emergency_cid varchar(160),
    emergency_location varchar(80),
    call_context varchar(64) not null,
    description varchar(80) not null,
    signalling varchar(64),
    behind_edge boolean not null,
    sip_secret varchar(400),
    ha1_md5 varchar(400),
    ha1_sha256 varchar(400),
    sip_realm varchar(128),
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null
);
create index device_default_user on device (default_user);

-- Who sits where now: a device has one session at most, a user any number. id grows, so it is the login order.
create table open_session (
    device_number varchar(15) primary key references device (device_number),
    id bigint not null unique,
    user_number varchar(15) not null references ampuser (user_number),
    began timestamp(6) with time zone not null,
    began_how varchar(16) not null
);
create index open_session_user on open_session (user_number);

-- Who sat where; outlives devices and users.
create table ended_session (
    id bigint primary key,
    device_number varchar(15) not null,
    user_number varchar(15) not null,
    began timestamp(6) with time zone not null,
    began_how varchar(16) not null,
    ended timestamp(6) with time zone not null,
    ended_how varchar(16) not null,
    ended_why varchar(24) not null
);
create index ended_session_device on ended_session (device_number, id);
create index ended_session_user on ended_session (user_number, id);

-- What every commit touched, written with it: the outbox that the mirrors drain.
create table change_log (
    seq bigint primary key,
    kind varchar(16) not null,
    subject varchar(64) not null,
    other varchar(64) not null,
    written timestamp(6) with time zone not null
);
create index change_log_entity on change_log (kind, subject, other, seq);

-- How far the mirror of each Asterisk server has come.
create table mirror_cursor (
    server varchar(80) primary key,
    last_seq bigint not null,
    advanced timestamp(6) with time zone not null
);
