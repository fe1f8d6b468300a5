package org.hotdesk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyScope.OfDevice;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.jdbi.v3.core.Handle;

/** One backup against the store: what differs, and the way there. One owner thread. */
final class Restore {
    private final BackupFile backup;
    private final KeyRing ring;
    private final PinHash hash;
    private final StoreConfig config;
    private final Map<BackupPart, Map<List<String>, Long>> expected = new EnumMap<>(BackupPart.class);
    private final Map<BackupPart, Differing> differing = new EnumMap<>(BackupPart.class);
    private long otherPeppers;
    private long otherKeys;

    Restore(BackupFile backup, KeyRing ring, PinHash hash, StoreConfig config) {
        this.backup = backup;
        this.ring = ring;
        this.hash = hash;
        this.config = config;
        for (BackupPart part : BackupPart.values()) {
            expected.put(part, new HashMap<>());
        }
    }

    /** A row of the backup. */
    void expect(BackupPart part, ObjectNode row) {
        rowsOf(part).put(part.key(row), hashOf(row));
        if (part == BackupPart.USER_PIN && !row.path("pepper_id").asText().equals(hash.pepperId())) {
            otherPeppers++;
        }
        for (String column : List.of("sip_secret", "password", "mirrored", "secret")) {
            if (row.path(column).isTextual() && !ring.hasKeyOf(row.path(column).asText())) {
                otherKeys++;
            }
        }
    }

    /** Finds out how the store differs; to be called when the backup was read, and once. */
    void compare(Handle handle) {
        for (BackupPart part : BackupPart.values()) {
            Map<List<String>, Long> missing = rowsOf(part);
            var found = new Differing();
            part.read(handle, row -> {
                List<String> key = part.key(row);
                Long wanted = missing.remove(key);
                if (wanted == null) {
                    found.removed().add(key);
                } else if (wanted != hashOf(row)) {
                    found.changed().add(key);
                }
            });
            found.added().addAll(missing.keySet());
            missing.clear();
            differing.put(part, found);
        }
    }

    boolean isEmpty() {
        return differing.values().stream().allMatch(found -> found.all().isEmpty());
    }

    /** Replaces all rows, and names in the draft what the mirrors have to look at. */
    void apply(Draft draft, Handle handle) {
        BackupPart[] parts = BackupPart.values();
        for (int i = parts.length - 1; i >= 0; i--) {
            parts[i].clear(handle);
        }
        for (BackupPart part : parts) {
            try {
                part.insert(handle, backup.rows(part));
            } catch (IOException broken) {
                throw new BackupException("the backup cannot be read any more: " + broken.getMessage(), broken);
            }
        }
        ChangeTable.raiseSessions(handle, backup.manifest().path("last_session").asLong());
        draft.written(FloorTables.load(handle));
        touch(draft.before(), draft.floor(), draft.changes());
    }

    RestoreReport report(boolean dryRun, long seq) {
        Map<String, RestoreReport.Difference> parts = new LinkedHashMap<>();
        differing.forEach((part, found) -> parts.put(
                part.table(),
                new RestoreReport.Difference(
                        found.added().size(),
                        found.changed().size(),
                        found.removed().size())));
        List<String> warnings = new ArrayList<>();
        if (otherPeppers > 0) {
            warnings.add(otherPeppers + " PINs were hashed with another pepper file than " + config.pepperFile()
                    + " and will be refused: put that file back, or set these PINs again");
        }
        if (otherKeys > 0) {
            warnings.add(otherKeys + " secrets were sealed with a key that " + config.keyFile()
                    + " does not have: put that file back, or set these secrets again");
        }
        Instant written = Instant.parse(backup.manifest().path("written").asText());
        return new RestoreReport(dryRun, written, parts, seq, warnings);
    }

    private void touch(Floor before, Floor after, ChangeSet changes) {
        keys(BackupPart.PERSON).forEach(key -> changes.person(new Token(key.get(0))));
        keys(BackupPart.MAILBOX).forEach(key -> changes.mailbox(new MailboxAddress(key.get(1), new Token(key.get(0)))));
        keys(BackupPart.USER_PIN).forEach(key -> changes.gained(new UserNumber(key.get(0))));
        for (List<String> key : keys(BackupPart.AMPUSER)) {
            touchUser(new UserNumber(key.get(0)), before, after, changes);
        }
        for (List<String> key : keys(BackupPart.DEVICE)) {
            var number = new DeviceNumber(key.get(0));
            changes.device(number);
            before.device(number).ifPresent(changes::channel);
            after.device(number).ifPresent(changes::channel);
        }
        keys(BackupPart.ALIAS).forEach(key -> changes.alias(new AliasName(key.get(0))));
        touchPhones(changes);
        touchPolicies(before, after, changes);
        for (List<String> key : keys(BackupPart.OPEN_SESSION)) {
            var number = new DeviceNumber(key.get(0));
            changes.device(number);
            before.sessionAt(number).ifPresent(changes::ended);
            after.sessionAt(number).ifPresent(changes::began);
        }
    }

    private void touchPhones(ChangeSet changes) {
        keys(BackupPart.SER_FLAG).forEach(key -> changes.device(new DeviceNumber(key.get(0))));
        keys(BackupPart.PHONE_MODEL).forEach(key -> changes.model(new ModelName(key.get(0))));
        for (BackupPart part : List.of(BackupPart.PHONE, BackupPart.PHONE_LINE, BackupPart.PHONE_SETTING)) {
            keys(part).forEach(key -> changes.phone(new MacAddress(key.get(0))));
        }
    }

    private void touchPolicies(Floor before, Floor after, ChangeSet changes) {
        var policies = new PolicyChanges(changes);
        keys(BackupPart.FLOOR_GROUP).forEach(key -> changes.group(new Token(key.get(0))));
        keys(BackupPart.GROUP_USER)
                .forEach(key -> moved(policies, new OfUser(new UserNumber(key.get(0))), before, after));
        keys(BackupPart.GROUP_DEVICE)
                .forEach(key -> moved(policies, new OfDevice(new DeviceNumber(key.get(0))), before, after));
        for (List<String> key : keys(BackupPart.POLICY)) {
            PolicyScope scope = PolicyScope.parse(key.get(0), key.get(1)).orElseThrow();
            PolicyKey policy = PolicyKey.parse(key.get(2)).orElseThrow();
            policies.set(before, scope, policy);
            policies.set(after, scope, policy);
        }
    }

    private static void moved(PolicyChanges policies, PolicyScope member, Floor before, Floor after) {
        policies.moved(before, member);
        policies.moved(after, member);
    }

    /**
     * Of a user who was there and stays, astdb may know newer forwards than the backup: those are left to the mirror's
     * comparison, which reads them back.
     */
    private static void touchUser(UserNumber user, Floor before, Floor after, ChangeSet changes) {
        boolean was = before.user(user).isPresent();
        boolean is = after.user(user).isPresent();
        if (is) {
            changes.gained(user);
        } else {
            changes.lost(user);
        }
        if (was != is) {
            changes.features(user);
        }
    }

    private Set<List<String>> keys(BackupPart part) {
        Differing found = differing.get(part);
        return found == null ? Set.of() : found.all();
    }

    private Map<List<String>, Long> rowsOf(BackupPart part) {
        return expected.computeIfAbsent(part, any -> new HashMap<>());
    }

    private static long hashOf(ObjectNode row) {
        byte[] digest = BackupWriter.sha256().digest(row.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    /** Keys of rows. */
    private record Differing(Set<List<String>> added, Set<List<String>> changed, Set<List<String>> removed) {
        Differing() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        Set<List<String>> all() {
            Set<List<String>> all = new LinkedHashSet<>(removed);
            all.addAll(changed);
            all.addAll(added);
            return all;
        }
    }
}
