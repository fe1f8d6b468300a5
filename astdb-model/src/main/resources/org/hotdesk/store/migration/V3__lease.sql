-- Which companion may drain the change log to each Asterisk server, when several share this database. The database's
-- clock decides. instance: one run of a companion. term: grows with each change of the run that holds it.
create table mirror_lease (
    server varchar(80) primary key,
    companion varchar(80) not null,
    instance varchar(36) not null,
    term bigint not null,
    expires timestamp(6) with time zone not null
);
