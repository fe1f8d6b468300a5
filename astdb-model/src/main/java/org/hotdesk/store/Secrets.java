package org.hotdesk.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;

/**
 * Secrets that someone needs in clear: SIP secrets and their digests, mailbox passwords, and in compatibility mode PINs.
 * In the database they stand sealed, but for what the operator lets stand in clear there. The digest user name is the device number. Thread-safe.
 */
public final class Secrets {
    private static final Pattern SIP_SECRET = Pattern.compile("[A-Za-z0-9!#$%&()*+,./:=?@^_{|}~-]{1,64}");
    private static final Pattern MAILBOX_PASSWORD = Pattern.compile("[0-9]{3,15}");

    private final Database database;
    private final Commits commits;
    private final KeyRing ring;
    private final StoreConfig config;

    Secrets(Database database, Commits commits, KeyRing ring, StoreConfig config) {
        this.database = database;
        this.commits = commits;
        this.ring = ring;
        this.config = config;
    }

    /** Gives the device the secret it registers with. */
    public PutOutcome setSipSecret(DeviceNumber device, char[] secret) {
        if (!isSipSecret(new String(secret))) {
            return new PutOutcome.Rejected(List.of("device " + device
                    + ": secret must have 1 to 64 letters, digits or ! # $ % & ( ) * + , . / : = ? @ ^ _ { | } ~ -"));
        }
        SecretTable.SipSecret sealed = sealed(device, secret);
        return commits.write((draft, handle) -> {
            if (draft.floor().device(device).isEmpty()) {
                return seq -> new PutOutcome.Rejected(List.of("device " + device + ": there is no such device"));
            }
            SecretTable.putSip(handle, device, sealed, draft.now());
            draft.changes().device(device);
            return PutOutcome.Stored::new;
        });
    }

    /** The realm of all digests. */
    public String realm() {
        return config.realm();
    }

    /** Whether a phone's secret may be this: 1 to 64 letters, digits and most signs. */
    public static boolean isSipSecret(String text) {
        return SIP_SECRET.matcher(text).matches();
    }

    /** A valid secret as it is kept. */
    SecretTable.SipSecret sealed(DeviceNumber device, char[] secret) {
        String text = new String(secret);
        return new SecretTable.SipSecret(
                ring.seal(text, owner(device, "sip-secret")),
                heldHa1(device, ha1("MD5", device, text)),
                ring.seal(ha1("SHA-256", device, text), owner(device, "ha1-sha256")),
                config.realm());
    }

    /** The secret in clear, for the generated Asterisk configuration; empty when the device has none. */
    public Optional<String> sipSecret(DeviceNumber device) {
        return sip(device).map(held -> ring.open(held.secret(), owner(device, "sip-secret")));
    }

    /** {@code MD5(device:realm:secret)} in hex, RFC 2617's A1; empty when the device has no secret. */
    public Optional<String> ha1Md5(DeviceNumber device) {
        return sip(device).map(held -> md5(device, held));
    }

    /** {@code SHA-256(device:realm:secret)} in hex, as RFC 7616 and RFC 8760 have it; empty when the device has no secret. */
    public Optional<String> ha1Sha256(DeviceNumber device) {
        return sip(device).map(held -> sha256(device, held));
    }

    /** Both of them at once; empty when the device has no secret. */
    public Optional<SipDigests> sipDigests(DeviceNumber device) {
        return sip(device).map(held -> new SipDigests(md5(device, held), sha256(device, held)));
    }

    /** Those of every device that has a secret, read at once. */
    public Map<DeviceNumber, SipDigests> sipDigests() {
        Map<DeviceNumber, SipDigests> digests = new HashMap<>();
        database.read(SecretTable::allSip)
                .forEach(
                        (device, held) -> digests.put(device, new SipDigests(md5(device, held), sha256(device, held))));
        return digests;
    }

    /** Gives the mailbox the password its owner dials. */
    public PutOutcome setMailboxPassword(MailboxAddress mailbox, char[] password) {
        String text = new String(password);
        if (!isMailboxPassword(text)) {
            return new PutOutcome.Rejected(List.of("mailbox " + mailbox + ": password must have 3 to 15 digits"));
        }
        String sealed = sealed(mailbox, password);
        return commits.write((draft, handle) -> {
            if (MailboxTable.one(handle, mailbox).isEmpty()) {
                return seq -> new PutOutcome.Rejected(List.of("mailbox " + mailbox + ": there is no such mailbox"));
            }
            SecretTable.putMailbox(handle, mailbox, sealed, draft.now());
            draft.changes().mailbox(mailbox);
            return PutOutcome.Stored::new;
        });
    }

    /** Whether a mailbox's password may be this: 3 to 15 digits. */
    public static boolean isMailboxPassword(String text) {
        return MAILBOX_PASSWORD.matcher(text).matches();
    }

    /** A valid password as it is kept. */
    String sealed(MailboxAddress mailbox, char[] password) {
        return held(mailbox, new String(password));
    }

    /** Whether what is kept is this secret. */
    boolean holds(DeviceNumber device, Optional<SecretTable.SipSecret> held, char[] secret) {
        return held.map(kept -> ring.open(kept.secret(), owner(device, "sip-secret")))
                .filter(new String(secret)::equals)
                .isPresent();
    }

    /** Whether what is kept is this password. */
    boolean holds(MailboxAddress mailbox, Optional<String> held, char[] password) {
        return held.map(kept -> ring.open(kept, owner(mailbox)))
                .filter(new String(password)::equals)
                .isPresent();
    }

    /** The password in clear, for voicemail.conf; empty when the mailbox has none. */
    public Optional<String> mailboxPassword(MailboxAddress mailbox) {
        return database.read(handle -> SecretTable.mailbox(handle, mailbox))
                .map(held -> ring.open(held, owner(mailbox)));
    }

    /** When anything of the mailbox was changed last, its password among it; empty when there is no such mailbox. */
    public Optional<Instant> mailboxChanged(MailboxAddress mailbox) {
        return database.read(handle -> MailboxTable.changed(handle, mailbox));
    }

    /** The PIN in clear for {@code AMPUSER/<u>/password}; always empty outside compatibility mode. */
    public Optional<String> mirroredPin(UserNumber user) {
        return config.mirrorPins()
                ? database.read(handle -> PinTable.of(handle, user.digits()))
                        .flatMap(PinTable.Pin::mirrored)
                        .map(held -> ring.open(held, Pins.owner(user)))
                : Optional.empty();
    }

    /** Seals what is to be sealed and opens what is to stand in clear, both as the configuration says now; a few seconds for 100,000. */
    void settle(Handle handle, Instant now) {
        SecretTable.allMailbox(handle).forEach((mailbox, held) -> {
            if (KeyRing.isClear(held) != config.clear().mailboxPasswords()) {
                SecretTable.putMailbox(handle, mailbox, held(mailbox, ring.open(held, owner(mailbox))), now);
            }
        });
        SecretTable.allSip(handle).forEach((device, held) -> {
            if (!isSettled(held)) {
                String secret = ring.open(held.secret(), owner(device, "sip-secret"));
                SecretTable.putSip(handle, device, sealed(device, secret.toCharArray()), now);
            }
        });
    }

    /** Whether each part is sealed or not as it should be; a hash that others read must be of our realm. */
    private boolean isSettled(SecretTable.SipSecret held) {
        return !KeyRing.isClear(held.secret())
                && !KeyRing.isClear(held.ha1Sha256())
                && KeyRing.isClear(held.ha1Md5()) == config.clear().ha1()
                && (!config.clear().ha1() || isOurRealm(held));
    }

    private String held(MailboxAddress mailbox, String password) {
        return config.clear().mailboxPasswords() ? KeyRing.inClear(password) : ring.seal(password, owner(mailbox));
    }

    private String heldHa1(DeviceNumber device, String ha1) {
        return config.clear().ha1() ? KeyRing.inClear(ha1) : ring.seal(ha1, owner(device, "ha1-md5"));
    }

    private Optional<SecretTable.SipSecret> sip(DeviceNumber device) {
        return database.read(handle -> SecretTable.sip(handle, device));
    }

    private String md5(DeviceNumber device, SecretTable.SipSecret held) {
        return isOurRealm(held)
                ? ring.open(held.ha1Md5(), owner(device, "ha1-md5"))
                : ha1("MD5", device, ring.open(held.secret(), owner(device, "sip-secret")));
    }

    private String sha256(DeviceNumber device, SecretTable.SipSecret held) {
        return isOurRealm(held)
                ? ring.open(held.ha1Sha256(), owner(device, "ha1-sha256"))
                : ha1("SHA-256", device, ring.open(held.secret(), owner(device, "sip-secret")));
    }

    private boolean isOurRealm(SecretTable.SipSecret sealed) {
        return sealed.realm().equals(config.realm());
    }

    private String ha1(String algorithm, DeviceNumber device, String secret) {
        try {
            byte[] input = (device + ":" + config.realm() + ":" + secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(input));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    private static String owner(DeviceNumber device, String what) {
        return "device/" + device + "/" + what;
    }

    private static String owner(MailboxAddress mailbox) {
        return "mailbox/" + mailbox + "/password";
    }
}
