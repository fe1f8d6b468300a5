-- Writing through the views of schema voip. Each trigger locks the head row, as every companion does before it writes, and
-- checks what the program checks; the change log tells running companions, which read again what it names. The functions
-- run as the owner of the tables, so that another program needs rights on the views alone.
select set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- The moment of a write, as fine as the program keeps it.
create or replace function voip.moment() returns timestamp with time zone language sql as
$$ select date_trunc('milliseconds', clock_timestamp()) $$;

create or replace function voip.lock_head() returns void language sql as
$$ select 1 from write_head where head = 1 for update $$;

create or replace function voip.changed(what text, which text, of_what text default '') returns void language plpgsql as $$
declare
    newest bigint;
begin
    update write_head set last_change = last_change + 1 where head = 1 returning last_change into newest;
    insert into change_log (seq, kind, subject, other, written) values (newest, what, which, of_what, voip.moment());
end $$;

-- Nobody is told a password that is wrong.
create or replace function voip.refuse(what text) returns void language plpgsql as $$
begin
    raise exception '%', what using errcode = 'check_violation';
end $$;

-- Whether no character in it would become something else in a configuration file, in dialplan or on a wire.
create or replace function voip.is_plain(name text) returns boolean language sql immutable as $$
    select name !~ '[\u0001-\u001f\u007f-\u009f"\\;<>{$}\[\]|^`\u2028\u2029]'
        and name !~ '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]'
        and name !~ '[\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]'
$$;

-- A name or place for people to read; null for none.
create or replace function voip.display_name(given text, what text) returns text language plpgsql as $$
declare
    name text := btrim(given, E' \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000');
begin
    if octet_length(name) > 80 or not voip.is_plain(name) then
        perform voip.refuse(what || ': must have 1 to 80 bytes without quotes or \ ; < > $ { } [ ] | ^ `');
    end if;
    return nullif(name, '');
end $$;

create or replace function voip.email(given text, what text) returns text language plpgsql as $$
begin
    if given <> '' and given !~ '^[A-Za-z0-9._%+''-]{1,64}@[A-Za-z0-9.-]{1,120}$' then
        perform voip.refuse(what || ': must be an e-mail address');
    end if;
    return nullif(given, '');
end $$;

create or replace function voip.require_number(given text, what text) returns void language plpgsql as $$
begin
    if given is null or given !~ '^[0-9]{1,15}$' then
        perform voip.refuse(what || ': must have 1 to 15 digits');
    end if;
end $$;

create or replace function voip.write_users() returns trigger language plpgsql security definer set search_path from current as $$
declare
    box record;
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        delete from person where uid = old.user_id;
        perform voip.changed('PERSON', old.user_id);
        return old;
    end if;
    if new.user_id is null or new.user_id !~ '^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}$' then
        perform voip.refuse('users: user_id must have 1 to 64 letters, digits or _ . @ -');
    end if;
    new.first_name := voip.display_name(new.first_name, 'users ' || new.user_id || ': first_name');
    new.last_name := voip.display_name(new.last_name, 'users ' || new.user_id || ': last_name');
    new.email_address := voip.email(new.email_address, 'users ' || new.user_id || ': email_address');
    new.pager := voip.email(new.pager, 'users ' || new.user_id || ': pager');
    new.time_modified := voip.moment();
    if tg_op = 'INSERT' then
        new.time_created := new.time_modified;
        insert into person (uid, first_name, last_name, email, pager, time_created, time_modified)
        values (new.user_id, new.first_name, new.last_name, new.email_address, new.pager, new.time_created, new.time_modified);
    else
        if new.user_id <> old.user_id then
            perform voip.refuse('users ' || old.user_id || ': user_id cannot be changed');
        end if;
        update person set first_name = new.first_name, last_name = new.last_name, email = new.email_address,
            pager = new.pager, time_modified = new.time_modified
        where uid = new.user_id;
    end if;
    perform voip.changed('PERSON', new.user_id);
    for box in select m.box, m.context from mailbox m where m.person_uid = new.user_id loop
        perform voip.changed('MAILBOX', box.box, box.context);
    end loop;
    return new;
end $$;
create or replace trigger users_writes instead of insert or update or delete on voip.users
for each row execute function voip.write_users();

-- Gives a device the secret; hashes in the program's way. Sealing is the program's alone.
create or replace function voip.set_sip_password(number text, secret text, moment timestamp with time zone) returns void
language plpgsql as $$
begin
    if not ${clear_ha1} then
        perform voip.refuse('extensions ' || number || ': sip_password is kept sealed, which SQL cannot do;'
            || ' use hotdesk device set, or set clear-ha1 under [voip]');
    end if;
    if secret !~ '^[A-Za-z0-9!#$%&()*+,./:=?@^_{|}~-]{1,64}$' then
        perform voip.refuse('extensions ' || number || ': sip_password must have 1 to 64 letters, digits or most signs');
    end if;
    update device set sip_secret = 'clear:' || secret,
        ha1_md5 = 'clear:' || md5(number || ':${realm}:' || secret),
        ha1_sha256 = 'clear:' || encode(sha256(convert_to(number || ':${realm}:' || secret, 'UTF8')), 'hex'),
        sip_realm = '${realm}', time_modified = moment
    where device_number = number;
end $$;

-- A new extension that may register is a hot desk of PJSIP; with a person, also a user of the same number who sits there
-- unless somebody else does. One that may not is a user.
create or replace function voip.add_extension(made voip.extensions) returns void language plpgsql as $$
declare
    moment timestamp with time zone := made.time_created;
    number text := made.extension;
    session bigint;
begin
    if exists (select 1 from alias where alias_name = number) then
        perform voip.refuse('extensions ' || number || ': the number is an alias; remove that first, or take another');
    end if;
    if exists (select 1 from voip.extensions where extension = number) then
        raise exception 'extensions %: is there already', number using errcode = 'unique_violation';
    end if;
    if made.user_id is not null or made.sip_domain = 'no_sip' then
        insert into ampuser (user_number, cidname, ringtimer, record_in_internal, record_in_external, record_out_internal,
            record_out_external, person_uid, do_not_disturb, call_waiting, time_created, time_modified)
        values (number,
            coalesce((select voip.display_name(concat_ws(' ', first_name, last_name), 'users ' || uid || ': both names together')
                from person where uid = made.user_id), number),
            0, 'dontcare', 'dontcare', 'dontcare', 'dontcare', made.user_id, false, false, moment, moment);
        perform voip.changed('USER', number);
        perform voip.changed('FEATURES', number);
    end if;
    if made.sip_domain = 'no_sip' then
        return;
    end if;
    if exists (select 1 from device where dial = 'PJSIP/' || number and technology <> 'custom') then
        perform voip.refuse('extensions ' || number || ': PJSIP/' || number || ' is another device''s');
    end if;
    insert into device (device_number, technology, dial, kind, default_user, call_context, description, behind_edge,
        time_created, time_modified)
    values (number, 'pjsip', 'PJSIP/' || number, 'adhoc', case when made.user_id is not null then number end,
        'from-internal', 'device ' || number, false, moment, moment);
    perform voip.changed('DEVICE', number);
    if made.user_id is not null then
        update write_head set last_session = last_session + 1 where head = 1 returning last_session into session;
        insert into open_session (device_number, id, user_number, began, began_how)
        values (number, session, number, moment, 'default');
        perform voip.changed('SESSION_BEGAN', number, number);
    end if;
end $$;

create or replace function voip.write_extensions() returns trigger language plpgsql security definer set search_path from current as $$
declare
    is_device boolean;
    person_of text;
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        perform voip.refuse('extensions ' || old.extension || ': is removed by hotdesk device remove or hotdesk user remove');
    end if;
    perform voip.require_number(new.extension, 'extensions: extension');
    new.time_modified := voip.moment();
    new.sip_password := coalesce(new.sip_password, '');
    if tg_op = 'INSERT' then
        new.time_created := new.time_modified;
        new.sip_domain := coalesce(new.sip_domain, '');
        if new.sip_domain not in ('', 'no_sip') then
            perform voip.refuse('extensions ' || new.extension || ': sip_domain must be empty or no_sip');
        end if;
        perform voip.add_extension(new);
        if new.sip_domain = '' and new.sip_password <> '' then
            perform voip.set_sip_password(new.extension, new.sip_password, new.time_modified);
        end if;
        return new;
    end if;
    if new.extension <> old.extension then
        perform voip.refuse('extensions ' || old.extension || ': extension cannot be changed');
    end if;
    is_device := exists (select 1 from device where device_number = new.extension);
    if new.user_id is distinct from old.user_id then
        select u.user_number into person_of from ampuser u
        where u.user_number = case when is_device then (
                select coalesce(s.user_number, d.default_user) from device d
                    left join open_session s on s.device_number = d.device_number
                where d.device_number = new.extension)
            else new.extension end;
        if person_of is null then
            perform voip.refuse('extensions ' || new.extension || ': user_id is the person of who sits there, and nobody does');
        end if;
        update ampuser set person_uid = new.user_id, time_modified = new.time_modified where user_number = person_of;
        perform voip.changed('USER', person_of);
    end if;
    if is_device and new.sip_domain = 'no_sip' and old.sip_domain <> 'no_sip' then
        update device set sip_secret = null, ha1_md5 = null, ha1_sha256 = null, sip_realm = null, time_modified = new.time_modified
        where device_number = new.extension;
        perform voip.changed('DEVICE', new.extension);
    elsif is_device and new.sip_password <> old.sip_password and new.sip_password <> '' then
        perform voip.set_sip_password(new.extension, new.sip_password, new.time_modified);
        perform voip.changed('DEVICE', new.extension);
    elsif new.sip_domain <> old.sip_domain or new.sip_password <> old.sip_password then
        perform voip.refuse('extensions ' || new.extension || ': sip_domain is empty for a SIP device with a sip_password,'
            || ' and no_sip for all else');
    end if;
    return new;
end $$;
create or replace trigger extensions_writes instead of insert or update or delete on voip.extensions
for each row execute function voip.write_extensions();

-- Puts a box there, and gives it to the user of its number who has none.
create or replace function voip.add_mailbox(made voip.extension_voicemail, held text, moment timestamp with time zone)
returns void language plpgsql as $$
begin
    insert into mailbox (context, box, full_name, person_uid, password, options, time_created, time_modified)
    select made.context, made.extension, coalesce(max(cidname), made.extension), max(person_uid), held,
        made.vm_options, moment, moment
    from ampuser where user_number = made.extension;
    perform voip.changed('MAILBOX', made.extension, made.context);
    update ampuser set mailbox_context = made.context, mailbox_box = made.extension, time_modified = moment
    where user_number = made.extension and mailbox_box is null;
    if found then
        perform voip.changed('USER', made.extension);
    end if;
end $$;

-- Takes a box from its users, who have none then, and removes it.
create or replace function voip.remove_mailbox(gone voip.extension_voicemail, moment timestamp with time zone)
returns void language plpgsql as $$
declare
    number text;
begin
    for number in update ampuser set mailbox_context = null, mailbox_box = null, time_modified = moment
        where mailbox_context = gone.context and mailbox_box = gone.extension returning user_number loop
        perform voip.changed('USER', number);
    end loop;
    delete from mailbox where context = gone.context and box = gone.extension;
    perform voip.changed('MAILBOX', gone.extension, gone.context);
end $$;

create or replace function voip.write_voicemail_accounts() returns trigger language plpgsql security definer
set search_path from current as $$
declare
    moment timestamp with time zone := voip.moment();
    what text := 'extension_voicemail ' || coalesce(new.extension, old.extension, 'null');
    held text;
    number text;
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        if old.context <> 'no_vm' then
            perform voip.remove_mailbox(old, moment);
        end if;
        return old;
    end if;
    perform voip.require_number(new.extension, what || ': extension');
    new.context := coalesce(new.context, 'default');
    new.vm_password := coalesce(new.vm_password, '');
    new.vm_options := btrim(coalesce(new.vm_options, ''), E' \t');
    if new.context !~ '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$' or new.context = 'device' then
        perform voip.refuse(what || ': context must have 1 to 64 letters, digits or _ . -, and not be device');
    end if;
    if length(new.vm_options) > 159 or new.vm_options ~ '[;\u0001-\u001f\u007f-\u009f]' or new.vm_options ~ '^\s|\s$' then
        perform voip.refuse(what || ': vm_options must have at most 159 characters such as attach=yes|tz=european, without ;');
    end if;
    if tg_op = 'UPDATE' and old.context <> 'no_vm' then
        select password into held from mailbox where context = old.context and box = old.extension;
    end if;
    if new.vm_password <> '' and (tg_op = 'INSERT' or new.vm_password <> old.vm_password) then
        if not ${clear_mailbox_passwords} then
            perform voip.refuse(what || ': vm_password is kept sealed, which SQL cannot do;'
                || ' set clear-mailbox-passwords under [voip]');
        end if;
        if new.vm_password !~ '^[0-9]{3,15}$' then
            perform voip.refuse(what || ': vm_password must have 3 to 15 digits');
        end if;
        held := 'clear:' || new.vm_password;
    end if;
    if tg_op = 'UPDATE' and new.extension = old.extension and new.context = old.context and new.context <> 'no_vm' then
        update mailbox set password = held, options = new.vm_options, time_modified = moment
        where context = new.context and box = new.extension;
        perform voip.changed('MAILBOX', new.extension, new.context);
        return new;
    end if;
    if new.context = 'no_vm' then
        if tg_op = 'UPDATE' and old.context <> 'no_vm' then
            perform voip.remove_mailbox(old, moment);
        end if;
        return new;
    end if;
    if held not like 'clear:%' then
        perform voip.refuse(what || ': the sealed password belongs to the box as it is called; set it anew with the change');
    end if;
    perform voip.add_mailbox(new, held, moment);
    if tg_op = 'UPDATE' and old.context <> 'no_vm' then
        for number in update ampuser set mailbox_context = new.context, mailbox_box = new.extension, time_modified = moment
            where mailbox_context = old.context and mailbox_box = old.extension returning user_number loop
            perform voip.changed('USER', number);
        end loop;
        update mailbox set full_name = before.full_name, person_uid = before.person_uid, time_created = before.time_created
        from mailbox before
        where mailbox.context = new.context and mailbox.box = new.extension
            and before.context = old.context and before.box = old.extension;
        perform voip.remove_mailbox(old, moment);
    end if;
    return new;
end $$;
create or replace trigger extension_voicemail_writes instead of insert or update or delete on voip.extension_voicemail
for each row execute function voip.write_voicemail_accounts();

-- The seed's rule: context, mailbox and password go on to extension_voicemail.
create or replace function voip.write_voicemail() returns trigger language plpgsql security definer set search_path from current as $$
begin
    update voip.extension_voicemail
    set context = new.context, extension = new.mailbox,
        vm_password = case when new.password is distinct from old.password then coalesce(new.password, '') else vm_password end
    where extension = old.mailbox and context = old.context;
    return new;
end $$;
create or replace trigger voicemail_writes instead of update on voip.voicemail
for each row execute function voip.write_voicemail();

create or replace function voip.write_ser_flags() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform voip.lock_head();
    if not exists (select 1 from device where device_number = coalesce(new.extension, old.extension)) then
        perform voip.refuse('extension_ser_flags ' || coalesce(new.extension, old.extension, 'null') || ': there is no such device');
    end if;
    delete from ser_flag where device_number = coalesce(old.extension, new.extension);
    perform voip.changed('DEVICE', coalesce(old.extension, new.extension));
    if tg_op = 'DELETE' then
        return old;
    end if;
    if tg_op = 'UPDATE' and new.extension <> old.extension then
        perform voip.refuse('extension_ser_flags ' || old.extension || ': extension cannot be changed');
    end if;
    if coalesce(new.ha1, '') <> coalesce(old.ha1, '') or coalesce(new.ha1b, '') <> '' then
        perform voip.refuse('extension_ser_flags ' || new.extension || ': ha1 and ha1b are made of the sip_password');
    end if;
    insert into ser_flag (device_number, phplib_id, confirmation, flag, sendnotification, greeting, perms, allow_find,
        time_zone, rpid)
    values (new.extension, coalesce(new.phplib_id, ''), coalesce(new.confirmation, ''), coalesce(new.flag, 'o'),
        coalesce(new.sendnotification, ''), coalesce(new.greeting, ''), new.perms, coalesce(new.allow_find, '0'),
        new.timezone, new.rpid);
    return new;
end $$;
create or replace trigger extension_ser_flags_writes instead of insert or update or delete on voip.extension_ser_flags
for each row execute function voip.write_ser_flags();

create or replace function voip.write_phone_models() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        delete from phone_model where model = old.model;
        perform voip.changed('PHONE_MODEL', old.model);
        return old;
    end if;
    if new.model is null or new.model !~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$' then
        perform voip.refuse('phone_models: model must have 1 to 32 letters, digits or _ . -, a letter or digit first');
    end if;
    if tg_op = 'INSERT' then
        insert into phone_model (model, line_count) values (new.model, new.lines);
    elsif new.model <> old.model then
        perform voip.refuse('phone_models ' || old.model || ': model cannot be changed');
    else
        update phone_model set line_count = new.lines where model = new.model;
    end if;
    perform voip.changed('PHONE_MODEL', new.model);
    return new;
end $$;
create or replace trigger phone_models_writes instead of insert or update or delete on voip.phone_models
for each row execute function voip.write_phone_models();

create or replace function voip.write_phones() returns trigger language plpgsql security definer set search_path from current as $$
declare
    moment timestamp with time zone := voip.moment();
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        delete from phone where mac = cast(old.phone_mac as text);
        perform voip.changed('PHONE', cast(old.phone_mac as text));
        return old;
    end if;
    if tg_op = 'INSERT' then
        insert into phone (mac, person_uid, model, time_created, time_modified)
        values (cast(new.phone_mac as text), new.user_id, new.model, moment, moment);
    elsif new.phone_mac <> old.phone_mac then
        perform voip.refuse('phones ' || old.phone_mac || ': phone_mac cannot be changed');
    else
        update phone set person_uid = new.user_id, model = new.model, time_modified = moment
        where mac = cast(new.phone_mac as text);
    end if;
    perform voip.changed('PHONE', cast(new.phone_mac as text));
    return new;
end $$;
create or replace trigger phones_writes instead of insert or update or delete on voip.phones
for each row execute function voip.write_phones();

-- A phone whose lines or settings were written.
create or replace function voip.touch_phone(mac_of macaddr) returns void language plpgsql as $$
begin
    update phone set time_modified = voip.moment() where mac = cast(mac_of as text);
    perform voip.changed('PHONE', cast(mac_of as text));
end $$;

create or replace function voip.write_phone_extensions() returns trigger language plpgsql security definer
set search_path from current as $$
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        delete from phone_line where mac = cast(old.phone_mac as text) and ordering = old.ordering;
        perform voip.touch_phone(old.phone_mac);
        return old;
    end if;
    new.ordering := coalesce(new.ordering, 0);
    if tg_op = 'INSERT' then
        insert into phone_line (mac, ordering, device_number)
        values (cast(new.phone_mac as text), new.ordering, new.extension);
    else
        update phone_line set mac = cast(new.phone_mac as text), ordering = new.ordering, device_number = new.extension
        where mac = cast(old.phone_mac as text) and ordering = old.ordering;
        if new.phone_mac <> old.phone_mac then
            perform voip.touch_phone(old.phone_mac);
        end if;
    end if;
    perform voip.touch_phone(new.phone_mac);
    return new;
end $$;
create or replace trigger phone_extensions_writes instead of insert or update or delete on voip.phone_extensions
for each row execute function voip.write_phone_extensions();

create or replace function voip.write_phone_misc() returns trigger language plpgsql security definer set search_path from current as $$
begin
    perform voip.lock_head();
    if tg_op = 'DELETE' then
        delete from phone_setting where mac = cast(old.phone_mac as text) and variable = old.variable;
        perform voip.touch_phone(old.phone_mac);
        return old;
    end if;
    new.value := coalesce(new.value, '');
    if new.variable is null or length(new.variable) not between 1 and 128 or new.variable ~ '^\s|\s$'
        or length(new.value) > 256 or new.variable || new.value ~ '[\u0001-\u001f\u007f-\u009f]' then
        perform voip.refuse('phone_misc ' || new.phone_mac || ': variable must have 1 to 128 characters and value at most 256,'
            || ' without control characters');
    end if;
    if tg_op = 'INSERT' then
        insert into phone_setting (mac, variable, setting) values (cast(new.phone_mac as text), new.variable, new.value);
    else
        update phone_setting set mac = cast(new.phone_mac as text), variable = new.variable, setting = new.value
        where mac = cast(old.phone_mac as text) and variable = old.variable;
        if new.phone_mac <> old.phone_mac then
            perform voip.touch_phone(old.phone_mac);
        end if;
    end if;
    perform voip.touch_phone(new.phone_mac);
    return new;
end $$;
create or replace trigger phone_misc_writes instead of insert or update or delete on voip.phone_misc
for each row execute function voip.write_phone_misc();
