-- The VoIP database that the seed describes, as views of our tables. A file is open to one program, so they are read here
-- and never written; each stands like its sister for PostgreSQL. No file has secrets in clear.
create schema if not exists voip;

create or replace view voip.users as
select uid as user_id,
    coalesce(first_name, '') as first_name,
    coalesce(last_name, '') as last_name,
    coalesce(email, '') as email_address,
    coalesce(pager, '') as pager,
    time_created,
    time_modified
from person;

create or replace view voip.extensions as
select d.device_number as extension,
    u.person_uid as user_id,
    cast('' as varchar(64)) as sip_password,
    cast(case when d.technology in ('sip', 'pjsip') and d.sip_secret is not null then '' else 'no_sip' end
        as varchar(128)) as sip_domain,
    d.time_created,
    d.time_modified
from device d
    left join open_session s on s.device_number = d.device_number
    left join ampuser u on u.user_number = coalesce(s.user_number, d.default_user)
union all
select u.user_number, u.person_uid, '', 'no_sip', u.time_created, u.time_modified
from ampuser u
where not exists (select 1 from device d where d.device_number = u.user_number);

create or replace view voip.extension_voicemail as
select box as extension,
    context,
    cast('' as varchar(25)) as vm_password,
    options as vm_options
from mailbox
union all
select user_number, 'no_vm', '', ''
from ampuser u
where mailbox_box is null and not exists (select 1 from mailbox m where m.box = u.user_number);

create or replace view voip.extension_ser_flags as
select e.extension,
    coalesce(f.phplib_id, '') as phplib_id,
    coalesce(f.confirmation, '') as confirmation,
    coalesce(f.flag, 'o') as flag,
    coalesce(f.sendnotification, '') as sendnotification,
    coalesce(f.greeting, '') as greeting,
    cast('' as varchar(128)) as ha1,
    cast('' as varchar(128)) as ha1b,
    f.perms,
    coalesce(f.allow_find, '0') as allow_find,
    f.time_zone as timezone,
    f.rpid
from voip.extensions e
    left join ser_flag f on f.device_number = e.extension;

-- The edge keeps its contacts beside the database.
create or replace view voip.location as
select cast(null as varchar(64)) as user_id,
    cast('' as varchar(128)) as domain,
    cast('' as varchar(512)) as contact,
    cast(null as timestamp with time zone) as expires,
    cast(null as numeric(10, 2)) as q,
    cast(null as varchar(255)) as callid,
    cast(null as numeric(11, 0)) as cseq,
    current_timestamp as last_modified,
    cast(null as numeric(10, 0)) as replicate,
    cast(null as numeric(3, 0)) as state,
    cast(0 as numeric(11, 0)) as flags,
    cast('' as varchar(255)) as user_agent
where false;

create or replace view voip.aliases as
select alias_name as user_id,
    cast('${realm}' as varchar(128)) as domain,
    cast('sip:' || coalesce(device_number, user_number) || '@${realm}' as varchar(255)) as contact,
    cast(null as timestamp with time zone) as expires,
    cast(1 as numeric(10, 2)) as q,
    cast(null as varchar(255)) as callid,
    cast(null as numeric(11, 0)) as cseq,
    time_modified as last_modified,
    cast(null as numeric(10, 0)) as replicate,
    cast(null as numeric(3, 0)) as state,
    cast(0 as numeric(11, 0)) as flags,
    cast('' as varchar(128)) as user_agent
from alias;

create or replace view voip.phone_models as
select model, cast(line_count as smallint) as lines
from phone_model;

create or replace view voip.phones as
select mac as phone_mac, person_uid as user_id, model
from phone;

create or replace view voip.phone_extensions as
select mac as phone_mac, device_number as extension, cast(ordering as smallint) as ordering
from phone_line;

create or replace view voip.phone_misc as
select mac as phone_mac, variable, setting as "VALUE"
from phone_setting;

create or replace view voip.voicemail_users as
select e.extension,
    e.sip_domain,
    u.user_id,
    u.email_address,
    u.pager,
    trim(u.first_name || ' ' || u.last_name) as full_name,
    u.time_modified
from voip.extensions e
    left join voip.users u on u.user_id = e.user_id;

-- A box belongs to its own person, or else to that of a user who has it. Asterisk takes an empty password for one that is
-- right when nothing is dialled; what begins with a dash it neither lets anybody change, nor can anybody dial these letters.
create or replace view voip.voicemail as
select m.context,
    m.box as mailbox,
    cast(case when m.password is null then '-none' else '-sealed' end as varchar(25)) as password,
    m.full_name as fullname,
    coalesce(p.email, '') as email,
    coalesce(p.pager, '') as pager,
    m.options,
    greatest(m.time_modified, coalesce(p.time_modified, m.time_modified)) as datetime_modified
from mailbox m
    left join person p on p.uid = coalesce(m.person_uid, (select min(u.person_uid) from ampuser u
        where u.mailbox_context = m.context and u.mailbox_box = m.box));

create or replace view voip.ser_extensions as
select e.extension, e.user_id, e.sip_password, e.sip_domain, e.time_created, e.time_modified,
    f.phplib_id, f.confirmation, f.flag, f.sendnotification, f.greeting, f.ha1, f.ha1b, f.perms, f.allow_find,
    f.timezone, f.rpid
from voip.extensions e
    join voip.extension_ser_flags f on f.extension = e.extension
where e.sip_domain <> 'no_sip';

create or replace view voip.subscriber as
select e.phplib_id,
    e.extension as user_id,
    e.sip_domain as domain,
    e.sip_password as password,
    u.first_name,
    u.last_name,
    e.extension as phone,
    u.email_address,
    least(e.time_created, coalesce(u.time_created, e.time_created)) as datetime_created,
    greatest(e.time_modified, coalesce(u.time_modified, e.time_modified)) as datetime_modified,
    e.confirmation,
    e.flag,
    e.greeting,
    e.ha1,
    e.ha1b,
    e.perms,
    e.allow_find,
    e.timezone,
    e.rpid
from voip.ser_extensions e
    left join voip.users u on u.user_id = e.user_id;
