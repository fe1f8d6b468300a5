package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Users in their table; PINs have their own. */
final class UserTable {
    private static final String INSERT =
            """
            insert into ampuser (user_number, cidname, cidnum, outboundcid, ringtimer, noanswer, mailbox_context,
                mailbox_box, record_in_internal, record_in_external, record_out_internal, record_out_external,
                call_context, call_language, accountcode, dial_options, person_uid, forward_all, forward_busy,
                forward_unavailable, do_not_disturb, call_waiting, time_created, time_modified)
            values (:number, :cidname, :cidnum, :outboundcid, :ringtimer, :noanswer, :mailboxContext,
                :mailboxBox, :inInternal, :inExternal, :outInternal, :outExternal,
                :context, :language, :accountcode, :dialOptions, :person, :forward, :forwardBusy,
                :forwardUnavailable, :doNotDisturb, :callWaiting, :now, :now)""";
    private static final String UPDATE =
            """
            update ampuser set cidname = :cidname, cidnum = :cidnum, outboundcid = :outboundcid,
                ringtimer = :ringtimer, noanswer = :noanswer, mailbox_context = :mailboxContext,
                mailbox_box = :mailboxBox, record_in_internal = :inInternal, record_in_external = :inExternal,
                record_out_internal = :outInternal, record_out_external = :outExternal, call_context = :context,
                call_language = :language, accountcode = :accountcode, dial_options = :dialOptions,
                person_uid = :person, forward_all = :forward, forward_busy = :forwardBusy,
                forward_unavailable = :forwardUnavailable, do_not_disturb = :doNotDisturb,
                call_waiting = :callWaiting, time_modified = :now
            where user_number = :number""";

    private UserTable() {}

    static List<AmpUser> all(Handle handle) {
        return handle.createQuery("select * from ampuser")
                .setFetchSize(1000)
                .map(UserTable::read)
                .list();
    }

    static Optional<AmpUser> one(Handle handle, String number) {
        return handle.createQuery("select * from ampuser where user_number = :number")
                .bind("number", number)
                .map(UserTable::read)
                .findOne();
    }

    static List<UserNumber> of(Handle handle, Token person) {
        return handle.createQuery("select * from ampuser where person_uid = :person order by user_number")
                .bind("person", person.text())
                .map(UserTable::read)
                .map(AmpUser::number)
                .list();
    }

    static List<UserNumber> of(Handle handle, MailboxAddress mailbox) {
        String sql =
                """
                select * from ampuser where mailbox_context = :context and mailbox_box = :box order by user_number""";
        return handle.createQuery(sql)
                .bind("context", mailbox.context().text())
                .bind("box", mailbox.box())
                .map(UserTable::read)
                .map(AmpUser::number)
                .list();
    }

    static void insert(Handle handle, List<AmpUser> users, Instant now) {
        write(handle, INSERT, users, now);
    }

    static void update(Handle handle, List<AmpUser> users, Instant now) {
        write(handle, UPDATE, users, now);
    }

    static void delete(Handle handle, List<UserNumber> numbers) {
        numbers.forEach(number -> handle.createUpdate("delete from ampuser where user_number = :number")
                .bind("number", number.digits())
                .execute());
    }

    private static void write(Handle handle, String sql, List<AmpUser> users, Instant now) {
        Batches.run(handle, sql, users, (batch, user) -> {
            bindUser(batch, user);
            bindFeatures(batch, user.features());
            Columns.bind(batch, "now", now);
        });
    }

    private static void bindUser(PreparedBatch batch, AmpUser user) {
        batch.bind("number", user.number().digits())
                .bind("cidname", user.cidname().text())
                .bind("ringtimer", user.ringtimer())
                .bind("inInternal", user.recording().inInternal().literal())
                .bind("inExternal", user.recording().inExternal().literal())
                .bind("outInternal", user.recording().outInternal().literal())
                .bind("outExternal", user.recording().outExternal().literal());
        Columns.bind(batch, "cidnum", user.cidnum());
        Columns.bind(batch, "outboundcid", user.outboundcid());
        Columns.bind(batch, "noanswer", user.noAnswer().map(NoAnswer::literal));
        Columns.bind(batch, "mailboxContext", user.mailbox().map(MailboxAddress::context));
        Columns.bind(batch, "mailboxBox", user.mailbox().map(MailboxAddress::box));
        Columns.bind(batch, "context", user.context());
        Columns.bind(batch, "language", user.language());
        Columns.bind(batch, "accountcode", user.accountcode());
        Columns.bind(batch, "dialOptions", user.dialOptions());
        Columns.bind(batch, "person", user.person());
    }

    private static void bindFeatures(PreparedBatch batch, CallFeatures features) {
        Columns.bind(batch, "forward", features.forward());
        Columns.bind(batch, "forwardBusy", features.forwardBusy());
        Columns.bind(batch, "forwardUnavailable", features.forwardUnavailable());
        batch.bind("doNotDisturb", features.doNotDisturb()).bind("callWaiting", features.callWaiting());
    }

    private static AmpUser read(ResultSet row, StatementContext context) throws SQLException {
        UserNumber number = Columns.require(row, "user_number", UserNumber::parse);
        return AmpUser.builder(number, Columns.require(row, "cidname", DisplayName::parse))
                .cidnum(Columns.read(row, "cidnum", UserNumber::parse))
                .outboundcid(Columns.read(row, "outboundcid", CallerId::parse))
                .ringtimer(row.getInt("ringtimer"))
                .noAnswer(Columns.read(row, "noanswer", NoAnswer::parse))
                .mailbox(mailbox(row))
                .recording(recording(row))
                .context(Columns.read(row, "call_context", Token::parse))
                .language(Columns.read(row, "call_language", Token::parse))
                .accountcode(Columns.read(row, "accountcode", Token::parse))
                .dialOptions(Columns.text(row, "dial_options"))
                .person(Columns.read(row, "person_uid", Token::parse))
                .features(features(row))
                .build();
    }

    private static Optional<MailboxAddress> mailbox(ResultSet row) throws SQLException {
        Optional<Token> context = Columns.read(row, "mailbox_context", Token::parse);
        Optional<String> box = Columns.text(row, "mailbox_box");
        return context.flatMap(c -> box.map(b -> new MailboxAddress(b, c)));
    }

    private static Recording recording(ResultSet row) throws SQLException {
        return new Recording(
                Columns.require(row, "record_in_internal", Recording.Rule::parse),
                Columns.require(row, "record_in_external", Recording.Rule::parse),
                Columns.require(row, "record_out_internal", Recording.Rule::parse),
                Columns.require(row, "record_out_external", Recording.Rule::parse));
    }

    private static CallFeatures features(ResultSet row) throws SQLException {
        return new CallFeatures(
                Columns.text(row, "forward_all"),
                Columns.text(row, "forward_busy"),
                Columns.text(row, "forward_unavailable"),
                row.getBoolean("do_not_disturb"),
                row.getBoolean("call_waiting"));
    }
}
