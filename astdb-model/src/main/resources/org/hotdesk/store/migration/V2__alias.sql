-- What else a device or a user is called in SIP: a number that the telephone network knows, or a name.
create table alias (
    alias_name varchar(64) primary key,
    device_number varchar(15) references device (device_number),
    user_number varchar(15) references ampuser (user_number),
    time_created timestamp(6) with time zone not null,
    time_modified timestamp(6) with time zone not null,
    check ((device_number is null) <> (user_number is null))
);
create index alias_device on alias (device_number);
create index alias_user on alias (user_number);
