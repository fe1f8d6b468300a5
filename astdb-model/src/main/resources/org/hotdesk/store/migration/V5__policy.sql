-- Users, devices or both that policies speak of together; each is in one group at most.
create table floor_group (
    group_name varchar(64) primary key,
    description varchar(80) not null,
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null
);
create table group_user (
    user_number varchar(15) primary key references ampuser (user_number) on delete cascade,
    group_name varchar(64) not null references floor_group (group_name)
);
create index group_user_group on group_user (group_name);
create table group_device (
    device_number varchar(15) primary key references device (device_number) on delete cascade,
    group_name varchar(64) not null references floor_group (group_name)
);
create index group_device_group on group_device (group_name);

-- What is set where. scope: system, group, device or user; subject: which one, nothing for the system.
create table policy (
    scope varchar(8) not null,
    subject varchar(64) not null,
    policy_key varchar(32) not null,
    setting varchar(1000) not null,
    time_modified timestamp(6) with time zone not null,
    primary key (scope, subject, policy_key)
);
