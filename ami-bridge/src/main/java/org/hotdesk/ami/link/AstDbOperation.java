package org.hotdesk.ami.link;

import static org.hotdesk.ami.link.ActionEncoder.ascii;

import java.util.Locale;
import java.util.Optional;
import org.hotdesk.astdb.AstDbKey;

/** The three astdb actions. */
final class AstDbOperation {
    private static final byte[] FAMILY = ascii("Family: ");
    private static final byte[] KEY = ascii("Key: ");
    private static final byte[] VAL = ascii("Val: ");

    private AstDbOperation() {}

    private static void address(ActionEncoder out, AstDbKey key) {
        out.header(FAMILY, key.family());
        out.header(KEY, key.key());
    }

    /** Asterisk main/db.c, manager_dbget() and manager_dbdel(): a missing row is an error with one of these words. */
    private static boolean missesRow(Message message) {
        return message.said().toLowerCase(Locale.ROOT).matches(".*(not found|could not be deleted).*");
    }

    static final class Put extends Operation<Void> {
        private static final byte[] ACTION = ascii("DBPut");
        private final AstDbKey key;
        private final String value;

        Put(AstDbKey key, String value) {
            this.key = key;
            this.value = value;
        }

        @Override
        byte[] action() {
            return ACTION;
        }

        @Override
        void headers(ActionEncoder out) {
            address(out, key);
            out.header(VAL, value);
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        boolean accept(Message message) {
            if (message.isSuccess()) {
                complete(null);
            } else {
                refused(message);
            }
            return true;
        }
    }

    static final class Del extends Operation<Boolean> {
        private static final byte[] ACTION = ascii("DBDel");
        private final AstDbKey key;

        Del(AstDbKey key) {
            this.key = key;
        }

        @Override
        byte[] action() {
            return ACTION;
        }

        @Override
        void headers(ActionEncoder out) {
            address(out, key);
        }

        @Override
        boolean accept(Message message) {
            if (message.isSuccess()) {
                complete(true);
            } else if (missesRow(message)) {
                complete(false);
            } else {
                refused(message);
            }
            return true;
        }
    }

    /**
     * DBGet. Its value comes in an event and may hold anything, line breaks and whole forged messages included, since
     * dialplan and AGI can store them. So the value ends only where our own ActionID stands behind it, which nobody can
     * have guessed.
     */
    static final class Get extends Operation<Optional<String>> {
        private static final byte[] ACTION = ascii("DBGet");
        private static final byte[] COMPLETE = ascii("Event: DBGetComplete\r\n");
        private final AstDbKey key;
        private final String token;
        private Optional<String> value = Optional.empty();
        private byte[] head = new byte[0];
        private byte[] tail = new byte[0];
        private boolean valueDue;

        Get(AstDbKey key, String token) {
            this.key = key;
            this.token = token;
        }

        @Override
        byte[] action() {
            return ACTION;
        }

        @Override
        void headers(ActionEncoder out) {
            address(out, key);
        }

        @Override
        boolean cut(Inbox inbox, Message message) {
            if (!valueDue) {
                return inbox.next(message);
            }
            int begins = inbox.beginsWith(head);
            if (begins < 0) {
                return inbox.next(message);
            }
            return begins > 0 && inbox.next(message, tail);
        }

        /** The value's message was cut at our id; another id inside is part of the value. */
        @Override
        boolean owns(Message message) {
            return isValue(message) || super.owns(message);
        }

        private boolean isValue(Message message) {
            return valueDue && message.startsWith(head);
        }

        @Override
        boolean accept(Message message) {
            if (message.isResponse()) {
                return acceptResponse(message);
            }
            if (isValue(message)) {
                value = Optional.of(message.between(head.length, tail.length));
                valueDue = false;
                return false;
            }
            if (message.startsWith(COMPLETE)) {
                complete(value);
                return true;
            }
            return false;
        }

        private boolean acceptResponse(Message message) {
            if (message.isSuccess()) {
                valueDue = true;
                // Asterisk main/db.c, manager_dbget(): these four headers in this order.
                head = ascii("Event: DBGetResponse\r\nFamily: " + key.family() + "\r\nKey: " + key.key() + "\r\nVal: ");
                tail = ascii("\r\nActionID: " + token + id() + "\r\n\r\n");
                return false;
            }
            if (missesRow(message)) {
                complete(Optional.empty());
            } else {
                refused(message);
            }
            return true;
        }
    }
}
