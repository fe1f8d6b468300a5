-- Gives Kamailio what it needs in Hotdesk's database and no more. Printed by 'hotdesk sip kamailio --sql'; can be run again.
-- The role has no password until you give it one: \password kamailio
do $$ begin
    if not exists (select from pg_roles where rolname = 'kamailio') then
        create role kamailio login;
    end if;
end $$;
alter role kamailio set search_path = kamailio;
grant usage on schema kamailio to kamailio;
grant select on kamailio.version, kamailio.subscriber, kamailio.dbaliases to kamailio;
grant select, insert, update, delete on kamailio.location to kamailio;
grant usage on sequence kamailio.location_id_seq to kamailio;
