package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Groups, their members and the values of policies in their tables. */
final class PolicyTables {
    private PolicyTables() {}

    static Policies load(Handle handle) {
        List<Group> groups = handle.createQuery("select * from floor_group")
                .map(PolicyTables::readGroup)
                .list();
        Map<PolicyScope, Map<PolicyKey, PolicyValue>> values = new HashMap<>();
        handle.createQuery("select * from policy")
                .setFetchSize(1000)
                .map(PolicyTables::readValue)
                .forEach(row -> values.computeIfAbsent(row.scope(), scope -> new EnumMap<>(PolicyKey.class))
                        .put(row.key(), row.value()));
        return Policies.of(
                groups,
                members(handle, "group_user", "user_number", UserNumber::parse),
                members(handle, "group_device", "device_number", DeviceNumber::parse),
                values);
    }

    /** The policies with everything these changes touched read again. */
    static Policies refresh(Handle handle, Policies stale, List<Change> changes) {
        Policies policies = stale;
        for (Change change : changes) {
            policies = switch (change.kind()) {
                case GROUP -> withGroup(handle, policies, new Token(change.subject()));
                case MEMBER -> withMember(handle, policies, scope(change));
                case POLICY -> policies.withValues(scope(change), valuesAt(handle, scope(change)));
                default -> policies;
            };
        }
        return policies;
    }

    static void putGroup(Handle handle, Group group, boolean isNew, Instant now) {
        String sql = isNew
                ? """
                insert into floor_group (group_name, description, time_created, time_modified)
                values (:name, :description, :now, :now)"""
                : "update floor_group set description = :description, time_modified = :now where group_name = :name";
        Update update = handle.createUpdate(sql)
                .bind("name", group.name().text())
                .bind("description", group.description().text());
        Columns.bind(update, "now", now).execute();
    }

    /** Its members must have left, and its values be cleared. */
    static void deleteGroup(Handle handle, Token name) {
        handle.createUpdate("delete from floor_group where group_name = :name")
                .bind("name", name.text())
                .execute();
    }

    /** Puts the user or device of this scope into the group, and out of its other. */
    static void join(Handle handle, PolicyScope member, Token group) {
        leave(handle, member);
        handle.createUpdate("insert into " + table(member) + " (" + column(member)
                        + ", group_name) values (:number, :group)")
                .bind("number", member.subject())
                .bind("group", group.text())
                .execute();
    }

    static void leave(Handle handle, PolicyScope member) {
        handle.createUpdate("delete from " + table(member) + " where " + column(member) + " = :number")
                .bind("number", member.subject())
                .execute();
    }

    static void put(Handle handle, PolicyScope scope, PolicyKey key, PolicyValue value, Instant now) {
        clear(handle, scope, key);
        Update insert = at(
                        handle,
                        """
                        insert into policy (scope, subject, policy_key, setting, time_modified)
                        values (:scope, :subject, :key, :setting, :now)""",
                        scope)
                .bind("key", key.literal())
                .bind("setting", value.text());
        Columns.bind(insert, "now", now).execute();
    }

    static void clear(Handle handle, PolicyScope scope, PolicyKey key) {
        at(handle, "delete from policy where scope = :scope and subject = :subject and policy_key = :key", scope)
                .bind("key", key.literal())
                .execute();
    }

    static void clear(Handle handle, PolicyScope scope) {
        at(handle, "delete from policy where scope = :scope and subject = :subject", scope)
                .execute();
    }

    private static Update at(Handle handle, String sql, PolicyScope scope) {
        return handle.createUpdate(sql).bind("scope", scope.word()).bind("subject", scope.subject());
    }

    private static Policies withGroup(Handle handle, Policies policies, Token name) {
        return handle.createQuery("select * from floor_group where group_name = :name")
                .bind("name", name.text())
                .map(PolicyTables::readGroup)
                .findOne()
                .map(policies::with)
                .orElseGet(() -> policies.without(name));
    }

    private static Policies withMember(Handle handle, Policies policies, PolicyScope member) {
        Optional<Token> group = handle.createQuery(
                        "select group_name from " + table(member) + " where " + column(member) + " = :number")
                .bind("number", member.subject())
                .map((row, context) -> Columns.require(row, "group_name", Token::parse))
                .findOne();
        return member instanceof OfUser of
                ? policies.withMember(of.user(), group)
                : policies.withMember(new DeviceNumber(member.subject()), group);
    }

    private static Map<PolicyKey, PolicyValue> valuesAt(Handle handle, PolicyScope scope) {
        Map<PolicyKey, PolicyValue> values = new EnumMap<>(PolicyKey.class);
        handle.createQuery("select * from policy where scope = :scope and subject = :subject")
                .bind("scope", scope.word())
                .bind("subject", scope.subject())
                .map(PolicyTables::readValue)
                .forEach(row -> values.put(row.key(), row.value()));
        return values;
    }

    private static <N> Map<N, Token> members(
            Handle handle, String table, String column, Function<String, Optional<N>> parse) {
        Map<N, Token> members = new HashMap<>();
        handle.createQuery("select * from " + table)
                .setFetchSize(1000)
                .map((row, context) -> Map.entry(
                        Columns.require(row, column, parse), Columns.require(row, "group_name", Token::parse)))
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static String table(PolicyScope member) {
        return member instanceof OfUser ? "group_user" : "group_device";
    }

    private static String column(PolicyScope member) {
        return member instanceof OfUser ? "user_number" : "device_number";
    }

    private static PolicyScope scope(Change change) {
        return PolicyScope.parse(change.subject(), change.other())
                .orElseThrow(() -> new StoreException("the change log names a scope that is none"));
    }

    private static Group readGroup(ResultSet row, StatementContext context) throws SQLException {
        return new Group(
                Columns.require(row, "group_name", Token::parse),
                Columns.require(row, "description", DisplayName::parse));
    }

    private static ValueRow readValue(ResultSet row, StatementContext context) throws SQLException {
        String subject = row.getString("subject");
        PolicyKey key = Columns.require(row, "policy_key", PolicyKey::parse);
        return new ValueRow(
                Columns.require(row, "scope", word -> PolicyScope.parse(word, subject)),
                key,
                Columns.require(row, "setting", key::read));
    }

    private record ValueRow(PolicyScope scope, PolicyKey key, PolicyValue value) {}
}
