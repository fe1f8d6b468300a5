-- What a Kamailio 5.6 reads and writes of ours, by the names and versions that its modules auth_db, alias_db and usrloc
-- ask for. Run again whenever it changes: views are replaced, so that what was granted on them stays, and contacts stay.
create schema if not exists kamailio;

create or replace view kamailio.version as
select row_number() over () as id, table_name, table_version
from (values ('version', 1), ('subscriber', 7), ('location', 9), ('dbaliases', 1)) as known (table_name, table_version);

-- Only accounts whose hash the operator lets stand in clear. Kamailio takes an empty ha1 for one, with which anybody
-- could answer its challenge, so a sealed one has no row. ha1b would hash user@domain, which no phone of ours is called:
-- it is what nobody can know or derive an answer from.
create or replace view kamailio.subscriber as
select cast(device_number as bigint) as id,
    device_number as username,
    sip_realm as domain,
    cast('' as varchar(64)) as password,
    cast(substr(ha1_md5, 7) as varchar(128)) as ha1,
    cast(md5(ha1_md5) as varchar(128)) as ha1b
from device
where ha1_md5 like 'clear:%' and technology = 'pjsip' and behind_edge;

-- Kamailio makes the new request URI of username and domain, so both must be something.
create or replace view kamailio.dbaliases as
select hashtextextended(alias_name, 0) as id,
    alias_name as alias_username,
    cast('${realm}' as varchar(64)) as alias_domain,
    coalesce(device_number, user_number) as username,
    cast('${realm}' as varchar(64)) as domain
from alias;

-- Where phones are: Kamailio's own, as its version 9 has it. Times are those of the clocks on Kamailio's wall.
create table if not exists kamailio.location (
    id serial primary key,
    ruid varchar(64) default '' not null,
    username varchar(64) default '' not null,
    domain varchar(64) default null,
    contact varchar(512) default '' not null,
    received varchar(128) default null,
    path varchar(512) default null,
    expires timestamp without time zone default '2030-05-28 21:32:15' not null,
    q real default 1.0 not null,
    callid varchar(255) default 'Default-Call-ID' not null,
    cseq integer default 1 not null,
    last_modified timestamp without time zone default '2000-01-01 00:00:01' not null,
    flags integer default 0 not null,
    cflags integer default 0 not null,
    user_agent varchar(255) default '' not null,
    socket varchar(64) default null,
    methods integer default null,
    instance varchar(255) default null,
    reg_id integer default 0 not null,
    server_id integer default 0 not null,
    connection_id integer default 0 not null,
    keepalive integer default 0 not null,
    partition integer default 0 not null,
    constraint location_ruid_idx unique (ruid)
);
create index if not exists location_account_contact_idx on kamailio.location (username, domain, contact);
create index if not exists location_expires_idx on kamailio.location (expires);
create index if not exists location_tcpcon_idx on kamailio.location (connection_id);
create index if not exists location_connection_idx on kamailio.location (server_id, connection_id);
