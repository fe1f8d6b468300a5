package org.hotdesk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hotdesk.ami.link.AmiEvent.MailboxPasswordChanged;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.store.Store;
import org.hotdesk.voicemail.SpoolPasswords;

/**
 * Brings the passwords that owners of mailboxes set by phone into the store: at once where Asterisk tells of them, within a
 * minute where it only keeps them in its spool. Thread-safe.
 */
final class PasswordKeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PasswordKeeper.class.getName());
    private static final long LOOK_SECONDS = 60;

    private final Store store;
    private final Asterisks asterisks;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mailbox-passwords"));

    /** To be made before the Asterisks are started. */
    PasswordKeeper(Store store, Asterisks asterisks) {
        this.store = store;
        this.asterisks = asterisks;
        asterisks.onPassword(this::heard);
        var unused = thread.scheduleWithFixedDelay(
                () -> guarded(asterisks::takeOverPasswords), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void heard(MailboxPasswordChanged event) {
        try {
            thread.execute(() -> guarded(() -> takeOver(event)));
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, () -> "not taken over, closing: " + event);
        }
    }

    /** What stands in a spool that we see tells when it was dialled; of an Asterisk elsewhere there is only its word. */
    private void takeOver(MailboxPasswordChanged event) {
        asterisks.takeOverPasswords();
        MailboxAddress.parse(event.box() + "@" + event.context())
                .filter(box -> store.directory().mailbox(box).isPresent())
                .filter(box -> !store.secrets().mailboxPassword(box).equals(Optional.of(event.password())))
                .filter(box -> SpoolPasswords.put(store, box, event.password()))
                .ifPresent(box -> asterisks.filesChanged());
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, () -> "mailbox passwords not taken over, again in a minute", failed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
