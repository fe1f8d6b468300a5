package org.hotdesk.voicemail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.store.Store;

/**
 * The passwords that owners have set by phone and that Asterisk keeps beside the messages, in {@code secret.conf}
 * (apps/app_voicemail.c, write_password_to_file()), until the store has them: such a file is there from the change until
 * {@link #forget}. Of a file and the store the later change wins; a file of the same moment is taken. Many threads but one at
 * a time.
 */
public final class SpoolPasswords {
    private static final Logger LOG = System.getLogger(SpoolPasswords.class.getName());
    private static final Pattern PASSWORD = Pattern.compile("(?m)^\\s*password\\s*=>?\\s*([^;\\s]{1,80})\\s*$");
    private static final long BYTES_MAX = 4_096;

    private final Path spool;
    private final Store store;

    /** @param spool Asterisk's voicemail folder as we see it */
    public SpoolPasswords(Path spool, Store store) {
        this.spool = spool;
        this.store = store;
    }

    /**
     * One that Asterisk holds.
     *
     * @param taken whether the store has it now; else the store's own is newer, and Asterisk must be told
     * @param before what the store had until now
     */
    public record Dialled(MailboxAddress box, boolean taken, Optional<String> before, Path file, String text) {
        @Override
        public String toString() {
            return "Dialled[" + box + "]";
        }
    }

    /** Whether there is any to look at. Reads the disk. */
    public boolean isAnyThere() {
        return store.directory().mailboxes().stream().anyMatch(mailbox -> Files.exists(file(mailbox.address())));
    }

    /** Puts what is newer than the store's into the store. A password that the store cannot hold is told of and stays. */
    public List<Dialled> takeOver() {
        List<Dialled> all = new ArrayList<>();
        for (Mailbox mailbox : store.directory().mailboxes()) {
            MailboxAddress box = mailbox.address();
            Path file = file(box);
            try {
                if (Files.exists(file)) {
                    take(box, file).ifPresent(all::add);
                }
            } catch (NoSuchFileException gone) {
                LOG.log(Level.DEBUG, () -> "mailbox=" + box + " its secret.conf went meanwhile");
            } catch (IOException unreadable) {
                LOG.log(
                        Level.WARNING,
                        () -> "mailbox=" + box + " the password dialled at its phone cannot be read from " + file
                                + "; check its owner and mode");
            }
        }
        return all;
    }

    private Optional<Dialled> take(MailboxAddress box, Path file) throws IOException {
        Instant dialledAt = Files.getLastModifiedTime(file).toInstant();
        String text = Files.size(file) > BYTES_MAX ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher found = PASSWORD.matcher(text);
        if (!found.find()) {
            LOG.log(Level.WARNING, () -> "mailbox=" + box + " there is no password in " + file);
            return Optional.empty();
        }
        String password = found.group(1);
        Optional<String> stored = store.secrets().mailboxPassword(box);
        if (stored.equals(Optional.of(password))) {
            return Optional.of(new Dialled(box, true, stored, file, text));
        }
        boolean older =
                store.secrets().mailboxChanged(box).filter(dialledAt::isBefore).isPresent();
        if (older) {
            LOG.log(
                    Level.INFO,
                    () -> "mailbox=" + box + " the password dialled at its phone at " + dialledAt
                            + " is older than the store's, which holds");
            return Optional.of(new Dialled(box, false, stored, file, text));
        }
        return put(box, password) ? Optional.of(new Dialled(box, true, stored, file, text)) : Optional.empty();
    }

    /**
     * Puts a password that Asterisk told of into the store; true when the store has it now, and false, with a line in the log,
     * when it cannot: it is not 3 to 15 digits, or there is no such mailbox.
     */
    public static boolean put(Store store, MailboxAddress box, String password) {
        return store.secrets()
                .setMailboxPassword(box, password.toCharArray())
                .fold(
                        stored -> {
                            LOG.log(Level.INFO, () -> "mailbox=" + box + " password changed by phone");
                            return true;
                        },
                        rejected -> {
                            LOG.log(
                                    Level.WARNING,
                                    () -> "mailbox=" + box + " password changed by phone and not stored: "
                                            + String.join("; ", rejected.reasons()));
                            return false;
                        });
    }

    private boolean put(MailboxAddress box, String password) {
        return put(store, box, password);
    }

    /** Removes the files once {@code voicemail.conf} has what they say; one that was changed meanwhile stays. */
    public void forget(List<Dialled> dialled) {
        for (Dialled each : dialled) {
            try {
                if (Files.readString(each.file(), StandardCharsets.ISO_8859_1).equals(each.text())) {
                    Files.delete(each.file());
                }
            } catch (NoSuchFileException gone) {
                LOG.log(Level.DEBUG, () -> "mailbox=" + each.box() + " its secret.conf went meanwhile");
            } catch (IOException stuck) {
                LOG.log(
                        Level.WARNING,
                        () -> "mailbox=" + each.box() + " " + each.file()
                                + " cannot be removed, and Asterisk goes on with its password; check the folder's owner");
            }
        }
    }

    private Path file(MailboxAddress box) {
        return spool.resolve(box.context().text()).resolve(box.box()).resolve("secret.conf");
    }
}
